from django.urls import path

from accounts import views

urlpatterns = [
    path("signup", views.SignUp.as_view()),
    path("login", views.LogIn.as_view()),
    path("logout", views.LogOut.as_view()),
    path("me", views.Me.as_view()),
    path("me/password", views.ChangePassword.as_view()),
    path("password/forgot", views.ForgotPassword.as_view()),
    path("password/reset", views.ResetPassword.as_view()),
    path("health", views.Health.as_view()),
]

handler400 = "accounts.views.bad_request"
handler404 = "accounts.views.not_found"
handler500 = "accounts.views.server_error"
