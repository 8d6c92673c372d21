import { expect, it } from "vitest";
import { proposedFrom } from "./proposing.ts";

const settings = 'ROOT_URLCONF = "site.urls"\nAUTH_USER_MODEL = "people.Member"\n';
const top = (included: string) => `
from django.urls import include, path
urlpatterns = [
    path("admin/", admin.site.urls),
    ${included},
]`;

it("addresses that a project includes are read whole, with what their serializers take", () => {
  expect(
    proposedFrom({
      "backend/site/settings.py": settings,
      "backend/site/urls.py": top('path("api/v1/", include(("people.urls", "people"), namespace="people"))'),
      "backend/people/urls.py": `
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView
from .views import NewMember, Own
urlpatterns = [
    path(
        "join/",
        NewMember.as_view(),
        name="new",
    ),
    path("token/", TokenObtainPairView.as_view()),
    path("token/refresh/", TokenRefreshView.as_view()),
    path("me/", Own.as_view(), name="me"),
]`,
      "backend/people/models.py": `
class Member(AbstractUser):
    username = None
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=20)
    USERNAME_FIELD = "email"
`,
      "backend/people/serializers.py": `
class NewMemberSerializer(serializers.ModelSerializer):
    password2 = serializers.CharField(write_only=True)
    age = serializers.SerializerMethodField()

    class Meta:
        model = Member
        fields = ["id", "email", "phone", "password", "password2", "age"]
        extra_kwargs = {"password": {"write_only": True}}
`,
      "backend/people/views.py": `
from rest_framework import generics, permissions
from .serializers import NewMemberSerializer, MemberSerializer
class NewMember(generics.CreateAPIView):
    permission_classes = [permissions.AllowAny]
    serializer_class = NewMemberSerializer

class Own(generics.RetrieveUpdateAPIView):
    permission_classes = [permissions.IsAuthenticated]
    serializer_class = MemberSerializer
`,
    }),
  ).toMatchObject({
    signUp: "POST /api/v1/join/ email,phone,password,password2",
    logIn: "POST /api/v1/token/ email,password",
    whoAmI: "GET /api/v1/me/",
    updateProfile: "PATCH /api/v1/me/",
  });
});

it("what a router makes of sets of views is read, with their actions", () => {
  expect(
    proposedFrom({
      "site/settings.py": settings,
      "site/urls.py": top('path("api/", include("people.urls"))'),
      "people/urls.py": `
from rest_framework import routers
from people import views
router = routers.DefaultRouter()
router.register(r"members", views.MemberViewSet, basename="member")
router.register(r"books", views.BookViewSet)
urlpatterns = [path("", include(router.urls))]`,
      "people/views.py": `
class MemberViewSet(mixins.CreateModelMixin, viewsets.GenericViewSet):
    serializer_class = MemberSerializer

    def get_serializer_class(self):
        if self.action == "create":
            return NewMemberSerializer
        return MemberSerializer

    @action(detail=False, methods=["post"], permission_classes=[AllowAny])
    def login(self, request):
        serializer = LogInSerializer(data=request.data)

    @action(detail=False, methods=["get"], url_path="me", permission_classes=[IsAuthenticated])
    def own(self, request):
        return Response(MemberSerializer(request.user).data)

class BookViewSet(viewsets.ModelViewSet):
    serializer_class = BookSerializer
`,
      "people/serializers.py": `
class MemberSerializer(serializers.Serializer):
    username = serializers.CharField()

class NewMemberSerializer(MemberSerializer):
    email = serializers.EmailField()
    password = serializers.CharField()

class LogInSerializer(serializers.Serializer):
    username = serializers.CharField()
    password = serializers.CharField()
`,
    }),
  ).toMatchObject({
    signUp: "POST /api/members/ username,email,password",
    logIn: "POST /api/members/login/ username,password",
    whoAmI: "GET /api/members/me/",
  });
});

it.each([
  [
    "djoser",
    'path("auth/", include("djoser.urls")), path("auth/", include("djoser.urls.jwt"))',
    {
      signUp: "POST /auth/users/ username,email,password",
      logIn: "POST /auth/jwt/create/ username,password",
      whoAmI: "GET /auth/users/me/",
    },
  ],
  [
    "dj-rest-auth",
    'path("auth/", include("dj_rest_auth.urls")), path("auth/registration/", include("dj_rest_auth.registration.urls"))',
    {
      signUp: "POST /auth/registration/ username,email,password1,password2",
      logIn: "POST /auth/login/ username,password",
      whoAmI: "GET /auth/user/",
      logOut: "POST /auth/logout/",
    },
  ],
  [
    "functions and old patterns",
    'url(r"^accounts/", include([url(r"^signup/$", views.sign_up), url(r"^login/?$", views.log_in), url(r"^users/(?P<pk>[0-9]+)/$", views.one)]))',
    {
      signUp: "POST /accounts/signup/ username,password",
      logIn: "POST /accounts/login/ username,password",
    },
  ],
])("the addresses of %s are known", (_name, included, operations) => {
  expect(
    proposedFrom({
      "site/settings.py": settings.replace(/AUTH.*\n/, ""),
      "site/urls.py": top(included),
      "people/views.py": `
@api_view(["POST"])
def sign_up(request):
    serializer = PersonSerializer(data=request.data)

@api_view(["POST"])
@permission_classes([AllowAny])
def log_in(request):
    username = request.data.get("username")
    password = request.data["password"]
`,
      "people/serializers.py": `
class PersonSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ("id", "username", "password")
`,
    }),
  ).toMatchObject(operations);
});
