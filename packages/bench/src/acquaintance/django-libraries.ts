import type { Member, Method } from "./route.ts";

/** A route that a library brings with its own table of addresses. */
export interface LibraryRoute {
  readonly method: Method;
  readonly path: string;
  readonly name: string;
  readonly members?: readonly string[];
  readonly credential?: boolean;
}

const logIn = "$user";

/** By the module that is included. `$user` stands for what the project's user model is named by. */
const tables: Readonly<Record<string, readonly LibraryRoute[]>> = {
  "djoser.urls": [
    { method: "POST", path: "users/", name: "create_user", members: [logIn, "email", "password", "$repeated"] },
    { method: "GET", path: "users/me/", name: "me", credential: true },
    { method: "PATCH", path: "users/me/", name: "update_me", credential: true },
    { method: "DELETE", path: "users/me/", name: "delete_me", members: ["current_password"], credential: true },
    {
      ...{ method: "POST", path: "users/set_password/", name: "set_password" },
      ...{ members: ["current_password", "new_password"], credential: true },
    },
    { method: "POST", path: "users/reset_password/", name: "reset_password_request", members: ["email"] },
    {
      ...{ method: "POST", path: "users/reset_password_confirm/", name: "reset_password" },
      members: ["uid", "token", "new_password"],
    },
  ],
  "djoser.urls.jwt": [
    { method: "POST", path: "jwt/create/", name: "log_in", members: [logIn, "password"] },
    { method: "POST", path: "jwt/refresh/", name: "refresh", members: ["refresh"] },
  ],
  "djoser.urls.authtoken": [
    { method: "POST", path: "token/login/", name: "log_in", members: [logIn, "password"] },
    { method: "POST", path: "token/logout/", name: "log_out", credential: true },
  ],
  "dj_rest_auth.urls": [
    { method: "POST", path: "login/", name: "log_in", members: [logIn, "password"] },
    { method: "POST", path: "logout/", name: "log_out", credential: true },
    { method: "GET", path: "user/", name: "user", credential: true },
    { method: "PATCH", path: "user/", name: "update_user", members: ["first_name", "last_name"], credential: true },
    {
      ...{ method: "POST", path: "password/change/", name: "change_password", credential: true },
      members: ["old_password", "new_password1", "new_password2"],
    },
    { method: "POST", path: "password/reset/", name: "forgot_password", members: ["email"] },
    {
      ...{ method: "POST", path: "password/reset/confirm/", name: "reset_password" },
      members: ["uid", "token", "new_password1", "new_password2"],
    },
  ],
  "dj_rest_auth.registration.urls": [
    { method: "POST", path: "", name: "register", members: [logIn, "email", "password1", "password2"] },
  ],
  "django.contrib.auth.urls": [
    { method: "GET", path: "login/", name: "login" },
    { method: "GET", path: "password_change/", name: "password_change" },
    { method: "GET", path: "password_reset/", name: "password_reset" },
  ],
  "allauth.urls": [
    { method: "GET", path: "login/", name: "login" },
    { method: "GET", path: "signup/", name: "signup" },
  ],
  "rest_framework.urls": [],
};
const otherNames: Readonly<Record<string, string>> = {
  "rest_auth.urls": "dj_rest_auth.urls",
  "rest_auth.registration.urls": "dj_rest_auth.registration.urls",
  "djoser.urls.base": "djoser.urls",
};

/** The routes of a library's module; undefined where it is none that we know. Pure. */
export function libraryRoutes(module: string): readonly LibraryRoute[] | undefined {
  const name = otherNames[module] ?? module;
  return Object.hasOwn(tables, name) ? tables[name] : undefined;
}

/** What one of its members is called in this project. `repeats`: its sign-up takes the password twice. */
export function libraryMembers({ members = [] }: LibraryRoute, userField: string, repeats: boolean): readonly Member[] {
  const names = members.flatMap((name) =>
    name === logIn ? [userField] : name === "$repeated" ? (repeats ? ["re_password"] : []) : [name],
  );
  return [...new Set(names)].map((name) => ({ path: [name], required: true }));
}

/** What the views of Django REST and of its libraries answer, by what they are called. */
export const libraryViews: readonly (readonly [RegExp, readonly Method[]])[] = [
  [
    /TokenObtain|ObtainAuthToken|ObtainJSONWebToken|obtain_(?:auth|jwt)_token|Token(?:Refresh|Verify|Blacklist)/,
    ["POST"],
  ],
  [/ListCreateAPIView/, ["GET", "POST"]],
  [/RetrieveUpdateDestroyAPIView/, ["GET", "PUT", "PATCH", "DELETE"]],
  [/RetrieveUpdateAPIView|UserDetailsView/, ["GET", "PUT", "PATCH"]],
  [/RetrieveDestroyAPIView/, ["GET", "DELETE"]],
  [/CreateAPIView|CreateModelMixin/, ["POST"]],
  [/(?:Retrieve|List)APIView|(?:Retrieve|List)ModelMixin/, ["GET"]],
  [/UpdateAPIView|UpdateModelMixin/, ["PUT", "PATCH"]],
  [/DestroyAPIView|DestroyModelMixin/, ["DELETE"]],
  [/Logout(?:All)?View$/, ["POST"]],
  [/(?:Login|Register|SignUp|SignIn)View$/i, ["GET", "POST"]],
];
