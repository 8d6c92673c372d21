package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func formOf(t *testing.T, contentType, body string) (*form, error) {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	request.Header.Set("Content-Type", contentType)
	return readForm(request)
}

// fieldsOf is a form as a visitor would send it.
func fieldsOf(t *testing.T, fields map[string]string) *form {
	t.Helper()
	body, _ := json.Marshal(fields)
	read, err := formOf(t, "application/json", string(body))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func statusOf(err error) int {
	var refused refusal
	errors.As(err, &refused)
	return refused.status
}

func TestOnlyAJSONObjectIsAForm(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000)
	for _, body := range []string{
		"", "{", "[]", "7", "null", `"text"`, "{} {}", `{"email":"half`, "\xff", "{\"name\":\"\xff\xfe\"}",
		strings.Repeat("[", 100_000), deep, `{"name":` + deep + `}`,
	} {
		if _, err := formOf(t, "application/json", body); statusOf(err) != http.StatusBadRequest {
			t.Errorf("%.20q: %v", body, err)
		}
	}
	for _, contentType := range []string{"", "nonsense", "text/plain", "application/json; charset=utf-16", "multipart/form-data"} {
		if _, err := formOf(t, contentType, "{}"); statusOf(err) != http.StatusUnsupportedMediaType {
			t.Errorf("%q: %v", contentType, err)
		}
	}
	if _, err := formOf(t, "Application/JSON; charset=UTF-8", "{}"); err != nil {
		t.Error(err)
	}
}

func TestTextIsText(t *testing.T) {
	for _, value := range []string{"7", "true", "null", `["text"]`, `{"a":"b"}`, `"a\u0000b"`} {
		read, err := formOf(t, "application/json", `{"bio":`+value+`}`)
		if err != nil {
			t.Fatal(err)
		}
		if read.bio(); read.err == nil {
			t.Errorf("%s was taken for a text", value)
		}
	}
}

func TestOfAFieldSentTwiceTheLastCounts(t *testing.T) {
	read, _ := formOf(t, "application/json", `{"bio":"one","bio":"two"}`)
	if bio := read.bio(); bio != "two" {
		t.Error(bio)
	}
}

func TestNamesAreKeptAsTheyWereSent(t *testing.T) {
	for _, name := range []string{"李", "Zoë 张伟 👩‍👩‍👧", "نور الهدى", `<Łukasz> "Ö"`, "e\u0301", strings.Repeat("🦊", 200)} {
		read := fieldsOf(t, map[string]string{"name": name})
		if got := read.name(); got != name || read.err != nil {
			t.Errorf("%q became %q, %v", name, got, read.err)
		}
	}
	for _, name := range []string{"", "  ", "a\nb", "a\x7fb", strings.Repeat("🦊", 201)} {
		read := fieldsOf(t, map[string]string{"name": name})
		if read.name(); read.err == nil {
			t.Errorf("%q was accepted", name)
		}
	}
}

func TestBiosHaveUpToAThousandCharacters(t *testing.T) {
	for length, accepted := range map[int]bool{0: true, 1000: true, 1001: false} {
		read := fieldsOf(t, map[string]string{"bio": strings.Repeat("🌙", length)})
		if read.bio(); (read.err == nil) != accepted {
			t.Errorf("%d characters: %v", length, read.err)
		}
	}
}

func TestPasswordsHaveTwelveTo128Characters(t *testing.T) {
	for password, accepted := range map[string]bool{
		"Aa1!Aa1!Aa1":               false,
		"Aa1!Aa1!Aa1!":              true,
		strings.Repeat("Aa1!", 16):  true,
		strings.Repeat("ü", 128):    true,
		strings.Repeat("ü", 129):    false,
		"Lost characters: \uFFFD 1": false,
	} {
		read := fieldsOf(t, map[string]string{"password": password})
		if got := read.newPassword("password"); (read.err == nil) != accepted || accepted && got != password {
			t.Errorf("%q: %v", password, read.err)
		}
	}
	composed, combined := fieldsOf(t, map[string]string{"p": "\u00e9"}), fieldsOf(t, map[string]string{"p": "e\u0301"})
	if composed.password("p") != combined.password("p") {
		t.Error("the same letter, typed on two keyboards, makes two passwords")
	}
}

func TestEmailsAreOneWhateverTheirCaseAndTheSpacesAround(t *testing.T) {
	read := fieldsOf(t, map[string]string{"email": " Anna.O'Neil+shop@Example.COM "})
	if email := read.email(); email != "anna.o'neil+shop@example.com" || read.err != nil {
		t.Error(email, read.err)
	}
}

func TestNothingElseIsAnEmail(t *testing.T) {
	for _, email := range []string{
		"", "a", "a@b", "@b.c", "a@", "a@b..c", "a@b.c.", "a b@c.d", "a@b@c.d", "a@b.c, x@y.z", "<a@b.c>", "Anna <a@b.c>",
		"a@b.c\r\nBcc: x@y.z", "\"a\"@b.c", "a@[127.0.0.1]", "a@b.c (x)", "a\u202e@b.c", "a\uFFFD@b.c",
		strings.Repeat("a", 60_000) + "!", strings.Repeat("@", 60_000), "a@b.c" + strings.Repeat(" ", 60_000) + "!",
		strings.Repeat("a", 251) + "@b.c",
	} {
		read := fieldsOf(t, map[string]string{"email": email})
		if read.email(); read.err == nil {
			t.Errorf("%.30q was accepted", email)
		}
	}
}
