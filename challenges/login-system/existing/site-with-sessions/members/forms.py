from django import forms
from django.contrib.auth.forms import UserCreationForm

from .models import Member


class RegistrationForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = Member
        fields = ["username", "email"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Member
        fields = ["first_name", "bio"]
