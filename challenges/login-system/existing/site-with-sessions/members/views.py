from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import CreateView, UpdateView, View

from .forms import ProfileForm, RegistrationForm
from .login_tries import forget_tries, may_try


class RefusalByRedirectMixin:
    """A form that can't be taken goes back to its page, which says why: no browser asks whether to send it again."""

    def form_invalid(self, form) -> HttpResponse:
        for errors in form.errors.values():
            for error in errors:
                messages.error(self.request, error)
        return HttpResponseRedirect(self.request.get_full_path())


class RegistrationView(RefusalByRedirectMixin, SuccessMessageMixin, CreateView):
    form_class = RegistrationForm
    template_name = "members/register.html"
    success_url = reverse_lazy("login")
    success_message = "Welcome, %(username)s. Please log in."

    def form_valid(self, form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            # Someone else took the user name or the email a moment ago.
            form.add_error(None, "A user with that username or email already exists.")
            return self.form_invalid(form)


class LogInView(RefusalByRedirectMixin, LoginView):
    template_name = "members/login.html"

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if not may_try(request.POST.get("username", "")):
            text = "Too many tries. Please wait a quarter of an hour."
            return HttpResponse(text, status=429, content_type="text/plain")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        forget_tries(form.cleaned_data["username"])
        return super().form_valid(form)


class ProfileView(LoginRequiredMixin, RefusalByRedirectMixin, SuccessMessageMixin, UpdateView):
    form_class = ProfileForm
    template_name = "members/profile.html"
    success_url = reverse_lazy("profile")
    success_message = "Your profile was saved."

    def get_object(self, queryset=None):
        return self.request.user


@method_decorator(never_cache, name="dispatch")
class PasswordView(RefusalByRedirectMixin, SuccessMessageMixin, PasswordChangeView):
    template_name = "members/password.html"
    success_url = reverse_lazy("profile")
    success_message = "Your password was changed."


class DeletionView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request):
        member = request.user
        logout(request)
        member.delete()
        messages.success(request, "Your account was deleted.")
        return redirect("login")
