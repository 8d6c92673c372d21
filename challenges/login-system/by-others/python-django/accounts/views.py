import secrets

from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse, JsonResponse
from django.views import View

from . import mail, throttle, validation
from .errors import ApiError, not_logged_in
from .hashing import hash_password, is_password_of
from .middleware import error_response
from .models import LogIn as LogInRow
from .models import User
from .tokens import reset_tokens

# Per minute. Right passwords are not counted.
WRONG_PASSWORDS = 15
RESET_MAILS = 12

ACCEPTED = "If there is an account, a mail comes."


class ApiView(View):
    def http_method_not_allowed(self, request, *args, **kwargs):
        return error_response(405, "This can't be done here.", {"Allow": ", ".join(self._allowed_methods())})


class LoggedInView(ApiView):
    """A view for whoever sends the token of a log-in: request.log_in, request.user."""

    def dispatch(self, request, *args, **kwargs):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        log_in = LogInRow.objects.of_token(token.strip()) if scheme.lower() == "bearer" else None
        if log_in is None:
            raise not_logged_in()
        request.log_in, request.user = log_in, log_in.user
        return super().dispatch(request, *args, **kwargs)


def profile(user):
    return {"id": str(user.pk), "email": user.email, "name": user.name, "bio": user.bio}


def no_content():
    return HttpResponse(status=204)


class SignUp(ApiView):
    def post(self, request):
        data = validation.json_object(request)
        user = User(email=validation.email(data), name=validation.name(data))
        password = validation.new_password(data, "password")
        taken = ApiError(409, "There is already an account with this email.")
        if User.objects.filter(email=user.email).exists():
            raise taken
        user.password = hash_password(password)
        try:
            user.save(force_insert=True)
        except IntegrityError:
            raise taken from None
        return JsonResponse({"user": profile(user)}, status=201)


class LogIn(ApiView):
    def post(self, request):
        data = validation.json_object(request)
        email = validation.normal_email(validation.text(data, "email"))
        password = validation.text(data, "password")
        this_try = throttle.Try("log-in", email, WRONG_PASSWORDS)
        user = User.objects.filter(email=email).first()
        wrong = ApiError(401, "The email or the password is wrong.")
        if not is_password_of(user, password):
            raise wrong
        with transaction.atomic():
            # The password may have been changed, or the account deleted, since it was read.
            if not User.objects.select_for_update().filter(pk=user.pk, password=user.password).exists():
                raise wrong
            token = LogInRow.objects.begin(user)
            this_try.take_back()
        return JsonResponse({"token": token})


class LogOut(LoggedInView):
    def post(self, request):
        request.log_in.delete()
        return no_content()


class Me(LoggedInView):
    def get(self, request):
        return JsonResponse(profile(request.user))

    def patch(self, request):
        data = validation.json_object(request)
        changes = {field: getattr(validation, field)(data) for field in ("name", "bio") if field in data}
        if changes:
            User.objects.filter(pk=request.user.pk).update(**changes)
        user = User.objects.filter(pk=request.user.pk).first()
        if user is None:
            raise not_logged_in()
        return JsonResponse(profile(user))

    def delete(self, request):
        user = request.user
        with transaction.atomic():
            User.objects.select_for_update().filter(pk=user.pk).first()
            throttle.forget(("log-in", user.email), ("change", user.pk), ("mail", user.email))
            user.delete()
        return no_content()


class ChangePassword(LoggedInView):
    def post(self, request):
        data = validation.json_object(request)
        current = validation.text(data, "currentPassword")
        password = validation.new_password(data, "newPassword")
        user = request.user
        this_try = throttle.Try("change", user.pk, WRONG_PASSWORDS)
        wrong = ApiError(401, "The current password is wrong.")
        if not is_password_of(user, current):
            raise wrong
        new_hash = hash_password(password)
        with transaction.atomic():
            if not User.objects.select_for_update().filter(pk=user.pk, password=user.password).exists():
                raise wrong
            if not LogInRow.objects.filter(pk=request.log_in.pk).exists():
                raise not_logged_in()
            User.objects.filter(pk=user.pk).update(password=new_hash, reset_nonce="")
            LogInRow.objects.filter(user=user).exclude(pk=request.log_in.pk).delete()
            this_try.take_back()
        return no_content()


class ForgotPassword(ApiView):
    def post(self, request):
        email = validation.email(validation.json_object(request))
        throttle.Try("mail", email, RESET_MAILS)
        # The nonce that is saved last wins, also where two ask at once: each token is made from its own.
        nonce = secrets.token_hex(16)
        if User.objects.filter(email=email).update(reset_nonce=nonce):
            user = User.objects.filter(email=email).first()
            if user is not None:
                user.reset_nonce = nonce
                mail.send_reset(user.email, reset_tokens.make_token(user))
        return JsonResponse({"message": ACCEPTED}, status=202)


class ResetPassword(ApiView):
    def post(self, request):
        data = validation.json_object(request)
        email = validation.normal_email(validation.text(data, "email"))
        token = validation.text(data, "token")
        password = validation.new_password(data, "newPassword")
        no_longer_good = ApiError(400, "This link is no longer good. Please ask for a new one.")
        if not reset_tokens.check_token(User.objects.filter(email=email).first(), token):
            raise no_longer_good
        new_hash = hash_password(password)
        with transaction.atomic():
            user = User.objects.select_for_update().filter(email=email).first()
            if not reset_tokens.check_token(user, token):
                raise no_longer_good
            User.objects.filter(pk=user.pk).update(password=new_hash, reset_nonce="")
            LogInRow.objects.filter(user=user).delete()
            throttle.forget(("log-in", user.email), ("change", user.pk))
        return no_content()


class Health(ApiView):
    def get(self, request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"status": "ok"})


def bad_request(request, exception):
    return error_response(400, "The request is not valid.")


def not_found(request, exception):
    return error_response(404, "There is nothing here.")


def server_error(request):
    return error_response(500, "Something went wrong.")
