import { expect, it } from "vitest";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";
import { proposedFrom, recognitions } from "./proposing.ts";

const blueprint = `
from flask import Blueprint, request
auth_bp = Blueprint("auth", __name__, url_prefix="/old")

@auth_bp.route("/register", methods=["POST"])
def register():
    data = request.get_json()
    username = data["username"]
    password = data["password"]

@auth_bp.post("/login")
def login():
    body = request.json
    user = body.get("username"), body.get("password")

@auth_bp.get("/me")
@jwt_required()
def me():
    return {}
`;
const operations = {
  signUp: "POST /api/auth/register username,password",
  logIn: "POST /api/auth/login username,password",
  whoAmI: "GET /api/auth/me",
};

it.each([
  [
    "where it is mounted",
    'from .auth.routes import auth_bp\ndef create_app():\n    app.register_blueprint(auth_bp, url_prefix="/api/auth")\n',
  ],
  [
    "by its module's name",
    'from .auth import routes as auth\napp.register_blueprint(auth.auth_bp, url_prefix="/api/auth")\n',
  ],
  [
    "through another that it is mounted on",
    'from .auth.routes import auth_bp\napi = Blueprint("api", __name__, url_prefix="/api")\napi.register_blueprint(auth_bp, url_prefix="/auth")\napp.register_blueprint(api)\n',
  ],
])("a blueprint's prefix is read %s", (_way, text) => {
  expect(
    proposedFrom({ "shop/__init__.py": text, "shop/auth/__init__.py": "", "shop/auth/routes.py": blueprint }),
  ).toMatchObject(operations);
});

it("a router of FastAPI's has its own prefix and those that it is mounted below", () => {
  expect(
    proposedFrom({
      "app/main.py":
        "from app.api import router as api\nfrom app.core.config import settings\napp = FastAPI()\napp.include_router(api, prefix=settings.API_V1_STR)\n",
      "app/core/config.py": 'class Settings(BaseSettings):\n    API_V1_STR: str = "/api/v1"\n',
      "app/api/__init__.py":
        "from fastapi import APIRouter\nfrom app.api import auth\nrouter = APIRouter()\nrouter.include_router(auth.router, tags=['auth'])\n",
      "app/api/auth.py": `
router = APIRouter(prefix="/auth", tags=["auth"])

@router.post("/register", response_model=UserOut)
def register(user: UserCreate, db: Session = Depends(get_db)):
    pass

@router.post("/login")
def login(form_data: OAuth2PasswordRequestForm = Depends()):
    pass
`,
      "app/schemas.py":
        "class UserBase(BaseModel):\n    email: EmailStr\n\nclass UserCreate(UserBase):\n    password: str\n",
    }),
  ).toMatchObject({
    signUp: "POST /api/v1/auth/register email,password",
    logIn: "POST /api/v1/auth/login username,password",
  });
});

it("a parameter typed by a schema is the whole body of a handler of FastAPI's, and says whether it is a form", () => {
  const files = {
    "app/auth.py": `
from typing import Annotated
from fastapi import APIRouter, Depends, Form
from app.schemas import JoinRequest, EnterRequest, Session, EnterReply, Mode
from app.models import Person
router = APIRouter(prefix="/auth")

@router.post("/signup", response_model=EnterReply)
async def signup(mode: Annotated[Mode, Depends()], data: JoinRequest, session: Session = Depends(get_session)):
    person = await Person.create(session, data)
    return EnterReply(
        payload=person.key,
        code=201
    )

@router.post("/login", response_model=EnterReply)
async def login(
        data: Annotated[EnterRequest, Form()],
        session: Session = Depends(get_session),
    ):
    person = await Person.by_email(session, data.email)
    return EnterReply(payload=person.key, code=200)

@router.post("/reset-password")
def reset_password(token: TokenIn, words: WordsIn):
    pass
`,
    "app/schemas.py": `
class JoinRequest(BaseModel):
    firstname: str = Field(..., min_length=2)
    email: EmailStr
    password: str
    repeat: str = Field(..., min_length=8)

class EnterRequest(BaseModel):
    email: EmailStr
    password: str

class EnterReply(BaseModel):
    payload: str
    code: int

class Mode(BaseModel):
    mode: str

class TokenIn(BaseModel):
    token: str

class WordsIn(BaseModel):
    password: str
    repeat: str
`,
    "app/models.py": `
class Person(Base):
    firstname: Mapped[str] = mapped_column(String(50))
    email: Mapped[str] = mapped_column(String(50))
    pid: Mapped[str] = mapped_column(String(50))
    password: Mapped[str] = mapped_column(String(50))

    @classmethod
    async def create(cls, session: AsyncSession, data: JoinRequest):
        person = cls(firstname=data.firstname, email=data.email, pid=new_pid(), password=hashed(data.password))
`,
  };
  const { routes } = routesInSource(Object.entries(files).map(([path, text]) => ({ path, text })));
  const { operations } = proposeOperations(recognitions, routes);
  expect(operations["signUp"]?.written["json"]).toEqual({
    firstname: "$inputs.name",
    email: "$inputs.email",
    password: "$inputs.password",
    repeat: "$inputs.password",
  });
  expect(operations["signUp"]?.doubts.map(({ text }) => text)).not.toContainEqual(expect.stringContaining("more"));
  expect(operations["logIn"]?.written["form"]).toEqual({ email: "$inputs.email", password: "$inputs.password" });
  expect(operations["resetPassword"]?.written["json"]).toEqual({
    token: { token: "$inputs.token" },
    words: { password: "$inputs.newPassword", repeat: "$inputs.newPassword" },
  });
});

it("resources that are classes are read with what each of their methods takes", () => {
  expect(
    proposedFrom({
      "app.py": `
from flask_restful import Api
from resources.person import Person, PersonRegister, LogIn
PREFIX = "/api"
api = Api(app)
api.add_resource(PersonRegister, f"{PREFIX}/register")
api.add_resource(LogIn, f"{PREFIX}/auth/login", methods=["POST"])
api.add_resource(Person, f"{PREFIX}/user/me")
`,
      "resources/person.py": `
_parser = reqparse.RequestParser()
_parser.add_argument("username", type=str, required=True)
_parser.add_argument("password", type=str, required=True)

class PersonRegister(Resource):
    def post(self):
        data = _parser.parse_args()

class LogInRequest(Schema):
    username = fields.Str(required=True)
    password = fields.Str(required=True)

class LogIn(MethodResource):
    @use_kwargs(LogInRequest, location="json")
    def post(self, **kwargs):
        pass

class Person(Resource):
    @jwt_required()
    def get(self):
        return {}

    @jwt_required()
    def delete(self):
        return {}
`,
    }),
  ).toMatchObject({
    signUp: "POST /api/register username,password",
    logIn: "POST /api/auth/login username,password",
    whoAmI: "GET /api/user/me",
    deleteAccount: "DELETE /api/user/me",
  });
});

it("classes below a decorator, and views that are added by a rule, are read", () => {
  expect(
    proposedFrom({
      "app/people.py": `
blp = Blueprint("people", __name__, url_prefix="/people")

@blp.route("/register")
class Register(MethodView):
    @blp.arguments(PersonSchema)
    @blp.response(201, PersonSchema)
    def post(self, person):
        pass

class Enter(MethodView):
    def post(self):
        email = request.form["email"]
        password = request.form.get("password")

blp.add_url_rule("/login", view_func=Enter.as_view("enter"), methods=["POST"])
`,
      "app/schemas.py":
        "class PersonSchema(Schema):\n    id = fields.Int(dump_only=True)\n    email = fields.Email(required=True)\n    password = fields.Str(required=True, load_only=True)\n",
    }),
  ).toMatchObject({
    signUp: "POST /people/register email,password",
    logIn: "POST /people/login email,password",
  });
});

it("members that a handler only looks for in its body are read", () => {
  const text =
    "@shop.route('/join', methods=['POST'])\ndef join():\n    sent = request.get_json()\n    if 'mail' not in sent or not ('secret' in sent): return {}, 400\n    return service.join(sent), 201\n";
  const { routes } = routesInSource([{ path: "shop.py", text }]);
  expect(routes[0]?.body?.members).toEqual([{ path: ["mail"] }, { path: ["secret"] }]);
});

it.each([
  ["json", ""],
  ["form", ', location="form"'],
])("arguments that webargs takes apart are read, as %s", (kind, location) => {
  const text = `
from webargs import fields
from webargs.flaskparser import use_args

@app.route("/register", methods=["POST"])
@use_args({"email": fields.Email(required=True), "password": fields.Str(required=True), "age": fields.Int()}${location})
def register(args):
    return {}
`;
  const { routes } = routesInSource([{ path: "app.py", text }]);
  expect(routes[0]?.body).toMatchObject({
    kind,
    members: [{ path: ["email"], required: true }, { path: ["password"], required: true }, { path: ["age"] }],
  });
});
