from django.urls import include, path

urlpatterns = [path("", include("members.urls"))]
