from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate


def is_storable(text: str) -> None:
    """JSON can carry halves of characters, which no database takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValidationError("Not a valid string.") from None


def password(**options) -> fields.String:
    return fields.String(
        required=True, load_only=True, validate=[validate.Length(min=8, max=128), is_storable], **options
    )


class BaseSchema(Schema):
    class Meta:
        unknown = EXCLUDE


class ProfileSchema(BaseSchema):
    display_name = fields.String(validate=[validate.Length(max=100), is_storable])
    bio = fields.String(validate=[validate.Length(max=2000), is_storable])


class UserSchema(BaseSchema):
    username = fields.String(
        required=True,
        validate=validate.Regexp(
            r"[a-zA-Z0-9][a-zA-Z0-9_.-]{1,31}\Z", error="2 to 32 letters, digits, dots, dashes or underscores."
        ),
    )
    email = fields.Email(required=True, validate=[validate.Length(max=254), is_storable])
    password = password()
    display_name = fields.String(dump_only=True)
    bio = fields.String(dump_only=True)


class LogInSchema(BaseSchema):
    username = fields.String(required=True, validate=is_storable)
    password = fields.String(required=True, validate=is_storable)


class NewPasswordSchema(BaseSchema):
    current_password = fields.String(required=True, validate=is_storable)
    new_password = password()
