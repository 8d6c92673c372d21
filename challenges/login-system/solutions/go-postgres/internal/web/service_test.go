package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"login-system/internal/limit"
	"login-system/internal/mail"
	"login-system/internal/password"
	"login-system/internal/store"
	"login-system/internal/web"
)

// A shop is two copies of the service on one database.
type shop struct {
	t      *testing.T
	copies []string
	mails  chan string // the tokens in them
}

// openShop makes tables of its own, in a schema that is dropped afterwards.
func openShop(t *testing.T) *shop {
	t.Helper()
	databaseURL := os.Getenv("DATABASE_URL")
	if databaseURL == "" {
		t.Skip("set DATABASE_URL to a PostgreSQL you may make schemas in")
	}
	schema := "test_" + strings.ToLower(rand.Text())
	administer(t, databaseURL, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { administer(t, databaseURL, "DROP SCHEMA "+schema+" CASCADE") })
	address, err := url.Parse(databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("search_path", schema)
	address.RawQuery = query.Encode()

	opened := &shop{t: t, mails: make(chan string, 10)}
	for range 2 {
		database, err := store.Open(address.String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(database.Close)
		go database.Prepare(t.Context())
		service := &web.Service{
			Store:        database,
			Hasher:       password.NewHasher(),
			Guesses:      limit.NewGuesses(),
			MailRequests: limit.NewWindow[string](10, 15*time.Minute),
			Outbox: mail.NewOutbox(func(ctx context.Context, email string) error {
				token, err := database.StartReset(ctx, email)
				if err == nil {
					opened.mails <- token
				}
				if errors.Is(err, store.ErrNotFound) {
					return nil
				}
				return err
			}),
		}
		server := httptest.NewServer(service.Handler())
		t.Cleanup(server.Close)
		opened.copies = append(opened.copies, server.URL)
	}
	return opened
}

func administer(t *testing.T, databaseURL, statement string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}

func (s *shop) tokenMailed() string {
	s.t.Helper()
	select {
	case token := <-s.mails:
		return token
	case <-time.After(10 * time.Second):
		s.t.Fatal("no mail came")
		return ""
	}
}

type fields map[string]string

type answer struct {
	status int
	body   map[string]any
}

// A visitor sends requests to one of the copies, from an address of their own.
type visitor struct {
	shop    *shop
	copy    int
	address string
	token   string
}

func (s *shop) visitor(host int) visitor {
	return visitor{shop: s, copy: host % 2, address: fmt.Sprintf("203.0.113.%d", host)}
}

func (v visitor) ask(method, path string, body fields) answer {
	v.shop.t.Helper()
	text, _ := json.Marshal(body)
	request, err := http.NewRequest(method, v.shop.copies[v.copy]+path, bytes.NewReader(text))
	if err != nil {
		v.shop.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Forwarded-For", v.address)
	if v.token != "" {
		request.Header.Set("Authorization", "Bearer "+v.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		v.shop.t.Error(err)
		return answer{}
	}
	defer response.Body.Close()
	got := answer{status: response.StatusCode}
	json.NewDecoder(response.Body).Decode(&got.body)
	return got
}

func (v visitor) logIn(email, password string) visitor {
	v.token, _ = v.ask("POST", "/login", fields{"email": email, "password": password}).body["token"].(string)
	return v
}

// atOnce asks the same of many visitors at the same time, and returns the statuses in order.
func atOnce(count int, ask func(index int) answer) []int {
	statuses := make([]int, count)
	var asked sync.WaitGroup
	for index := range count {
		asked.Go(func() { statuses[index] = ask(index).status })
	}
	asked.Wait()
	slices.Sort(statuses)
	return statuses
}

func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: %v; want %v", what, got, want)
	}
}

const (
	email    = "anna@example.com"
	original = "Correct-horse-7"
	changed  = "Battery-staple-8"
)

// anna signs up and logs in.
func anna(shop *shop) visitor {
	visitor := shop.visitor(1)
	visitor.ask("POST", "/signup", fields{"email": email, "password": original, "name": "Anna Öz", "role": "admin"})
	return visitor.logIn(email, original)
}

func TestAnAccountAndALogInCountOnBothCopies(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	elsewhere := shop.visitor(2)
	elsewhere.token = me.token
	profile := elsewhere.ask("GET", "/me", nil).body
	delete(profile, "id")
	expect(t, "the profile", profile, map[string]any{"email": email, "name": "Anna Öz", "bio": ""})

	expect(t, "log out", elsewhere.ask("POST", "/logout", nil).status, 204)
	expect(t, "afterwards", me.ask("GET", "/me", nil).status, 401)
}

func TestOneEmailIsOneAccountHoweverManyAskAtOnce(t *testing.T) {
	shop := openShop(t)
	spellings := []string{email, strings.ToUpper(email), " " + email + " "}
	statuses := atOnce(12, func(index int) answer {
		return shop.visitor(index).ask("POST", "/signup", fields{"email": spellings[index%3], "password": original, "name": "Anna"})
	})
	expect(t, "sign-ups", statuses, append([]int{201}, slices.Repeat([]int{409}, 11)...))
}

func TestAWrongPasswordAndAnUnknownEmailAreAnsweredAlike(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	wrong := me.ask("POST", "/login", fields{"email": email, "password": changed})
	expect(t, "status", wrong.status, 401)
	expect(t, "unknown", me.ask("POST", "/login", fields{"email": "nobody@example.com", "password": changed}), wrong)
}

func TestAFieldThatIsNotSentStaysAsItIs(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	for _, change := range []fields{{"name": "نور 🌙"}, {"bio": "Line one\nLine two"}, {}} {
		expect(t, "status", me.ask("PATCH", "/me", change).status, 200)
	}
	profile := me.ask("GET", "/me", nil).body
	expect(t, "name", profile["name"], "نور 🌙")
	expect(t, "bio", profile["bio"], "Line one\nLine two")
}

func TestTwoChangesAtOnceBothSurvive(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	for round := range 10 {
		text := fmt.Sprint("round ", round)
		changes := []fields{{"name": text}, {"bio": text}}
		atOnce(2, func(index int) answer { return me.ask("PATCH", "/me", changes[index]) })
		profile := me.ask("GET", "/me", nil).body
		expect(t, "name", profile["name"], text)
		expect(t, "bio", profile["bio"], text)
	}
}

func TestANewPasswordEndsTheOtherLogIns(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	other := shop.visitor(2).logIn(email, original)
	change := func(current string) int {
		return me.ask("POST", "/me/password", fields{"currentPassword": current, "newPassword": changed}).status
	}
	expect(t, "with a wrong one", change(changed), 403)
	expect(t, "with the right one", change(original), 204)
	expect(t, "this log-in", me.ask("GET", "/me", nil).status, 200)
	expect(t, "the other", other.ask("GET", "/me", nil).status, 401)
	expect(t, "the old password", shop.visitor(3).logIn(email, original).token, "")
	expect(t, "the new one", shop.visitor(4).logIn(email, changed).token != "", true)
}

func TestAResetWorksOnceForItsOwnerWithTheNewestMail(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	me.ask("POST", "/signup", fields{"email": "eve@example.com", "password": original, "name": "Eve"})
	forgot := func(email string) answer { return me.ask("POST", "/password/forgot", fields{"email": email}) }
	reset := func(email, token string) answer {
		return me.ask("POST", "/password/reset", fields{"email": email, "token": token, "newPassword": changed})
	}

	known := forgot(strings.ToUpper(email))
	expect(t, "status", known.status, 202)
	expect(t, "an unknown email", forgot("nobody@example.com"), known)
	older := shop.tokenMailed()
	forgot(email)
	newer := shop.tokenMailed()

	expect(t, "the older", reset(email, older).status, 400)
	expect(t, "another's", reset("eve@example.com", newer).status, 400)
	expect(t, "eight at once", atOnce(8, func(int) answer { return reset(email, newer) }),
		append([]int{204}, slices.Repeat([]int{400}, 7)...))
	expect(t, "the log-in before", me.ask("GET", "/me", nil).status, 401)
	expect(t, "the new password", me.logIn(email, changed).token != "", true)
}

func TestGuessingIsStoppedForTheGuesserOnly(t *testing.T) {
	shop := openShop(t)
	anna(shop)
	guesser := shop.visitor(3)
	var last int
	for guess := range 20 {
		guesser.address = fmt.Sprintf("10.0.0.%d, 203.0.113.3", guess)
		last = guesser.ask("POST", "/login", fields{"email": email, "password": fmt.Sprint("Guess-number-", guess)}).status
	}
	expect(t, "the twentieth guess", last, 429)
	expect(t, "with the right password", guesser.logIn(email, original).token, "")
	expect(t, "the owner", shop.visitor(5).logIn(email, original).token != "", true)
}

func TestADeletedAccountIsGone(t *testing.T) {
	shop := openShop(t)
	me := anna(shop)
	other := shop.visitor(2).logIn(email, original)
	expect(t, "delete", me.ask("DELETE", "/me", nil).status, 204)
	expect(t, "another log-in", other.ask("GET", "/me", nil).status, 401)
	expect(t, "log in", me.logIn(email, original).token, "")
	expect(t, "sign up again", me.ask("POST", "/signup", fields{"email": email, "password": original, "name": "A"}).status, 201)
}

func TestSixtyFourCanSignUpAtOnce(t *testing.T) {
	shop := openShop(t)
	for _, status := range atOnce(64, func(index int) answer {
		return shop.visitor(index).ask("POST", "/signup", fields{"email": fmt.Sprintf("p%d@example.com", index), "password": original, "name": "P"})
	}) {
		if status != 201 && status != 503 {
			t.Errorf("status %d", status)
		}
	}
}

func TestUnknownPathsAndMethodsAreRefused(t *testing.T) {
	shop := openShop(t)
	expect(t, "path", shop.visitor(1).ask("GET", "/nowhere", nil).status, 404)
	expect(t, "method", shop.visitor(1).ask("PUT", "/me", nil).status, 405)
}

func TestWithoutItsDatabaseTheServiceSaysSoInTime(t *testing.T) {
	database, err := store.Open("postgres://app@127.0.0.1:1/app")
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	server := httptest.NewServer((&web.Service{Store: database, Hasher: password.NewHasher()}).Handler())
	defer server.Close()
	for _, path := range []string{"/health", "/me"} {
		asked := time.Now()
		response, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 503 || time.Since(asked) > 5*time.Second {
			t.Errorf("%s: %d after %s", path, response.StatusCode, time.Since(asked))
		}
	}
}
