package web

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	netmail "net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A form is the JSON object that was sent. Its methods read one field each; the first that is not valid is kept in err,
// and is to be looked at when all have been read.
type form struct {
	fields map[string]json.RawMessage
	err    error
}

func readForm(r *http.Request) (*form, error) {
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset, named := parameters["charset"]
	if err != nil || mediaType != "application/json" || named && !strings.EqualFold(charset, "utf-8") {
		return nil, errNotJSON
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, errCutShort
	}
	var fields map[string]json.RawMessage
	if !utf8.Valid(body) || json.Unmarshal(body, &fields) != nil || fields == nil {
		return nil, invalid("The request needs a JSON object as its body.")
	}
	return &form{fields: fields}, nil
}

func (f *form) has(field string) bool {
	_, sent := f.fields[field]
	return sent
}

// text is any text that the database can hold. Half a surrogate pair has become U+FFFD, as encoding/json has it.
func (f *form) text(field string) string {
	var text *string
	if err := json.Unmarshal(f.fields[field], &text); err != nil || text == nil {
		f.refuse(fmt.Sprintf("%q is missing or is not text.", field))
		return ""
	}
	if strings.ContainsRune(*text, 0) {
		f.refuse(fmt.Sprintf("%q holds a character that is not text.", field))
	}
	return *text
}

// email is one whatever its case and the spaces around it.
func (f *form) email() string {
	email := strings.TrimSpace(f.text("email"))
	if len(email) > 254 || !isAddress(email) {
		f.refuse("This is not an email address.")
	}
	return norm.NFC.String(strings.ToLower(email))
}

func (f *form) name() string {
	name := f.text("name")
	if strings.ContainsFunc(name, unicode.IsControl) {
		f.refuse("A name is a single line of text.")
	}
	if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > 200 {
		f.refuse("A name has 1 to 200 characters.")
	}
	return name
}

func (f *form) bio() string {
	bio := f.text("bio")
	if utf8.RuneCountInString(bio) > 1000 {
		f.refuse("A bio has at most 1000 characters.")
	}
	return bio
}

// password is one that is only compared. Keyboards differ in how they compose a letter, so it is brought to one form.
func (f *form) password(field string) string {
	return norm.NFC.String(f.text(field))
}

// newPassword is one that someone chooses now. U+FFFD stands for characters that were lost: different ones would
// become the same password.
func (f *form) newPassword(field string) string {
	password := f.password(field)
	if length := utf8.RuneCountInString(password); length < 12 || length > 128 {
		f.refuse("A password has 12 to 128 characters.")
	}
	if strings.ContainsRune(password, utf8.RuneError) {
		f.refuse(fmt.Sprintf("%q holds a character that is not text.", field))
	}
	return password
}

func (f *form) refuse(message string) {
	if f.err == nil {
		f.err = invalid(message)
	}
}

// isAddress takes plain addresses with a domain of several labels: nothing quoted, no list, no name beside it.
func isAddress(email string) bool {
	isOdd := func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError || r == '[' }
	if strings.ContainsFunc(email, isOdd) {
		return false
	}
	parsed, err := netmail.ParseAddress(email)
	if err != nil || parsed.Address != email {
		return false
	}
	_, domain, _ := strings.Cut(email, "@")
	return strings.Contains(domain, ".")
}
