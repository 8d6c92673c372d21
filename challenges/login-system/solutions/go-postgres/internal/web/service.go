// Package web answers the requests of the shop's visitors.
package web

import (
	"encoding/json"
	"net/http"

	"login-system/internal/limit"
	"login-system/internal/mail"
	"login-system/internal/password"
	"login-system/internal/store"
)

// A Service is what the answers are made with.
type Service struct {
	Store        *store.Store
	Hasher       *password.Hasher
	Guesses      *limit.Guesses
	MailRequests *limit.Window[string]
	Outbox       *mail.Outbox
}

// Handler returns the whole service.
func (s *Service) Handler() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, act action) { mux.Handle(pattern, act) }

	handle("POST /signup", s.signUp)
	handle("POST /login", s.logIn)
	handle("POST /logout", s.loggedIn(s.logOut))
	handle("GET /me", s.loggedIn(s.showProfile))
	handle("PATCH /me", s.loggedIn(s.updateProfile))
	handle("DELETE /me", s.loggedIn(s.deleteAccount))
	handle("POST /me/password", s.loggedIn(s.changePassword))
	handle("POST /password/forgot", s.forgotPassword)
	handle("POST /password/reset", s.resetPassword)
	handle("GET /health", s.health)

	return recoverPanics(secureHeaders(receiveBody(limitTime(s.whenReady(mux)))))
}

// An action answers a request, or returns why it does not.
type action func(w http.ResponseWriter, r *http.Request) error

func (act action) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := act(w, r); err != nil {
		writeError(w, r, err)
	}
}

func writeJSON(w http.ResponseWriter, status int, body any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body) // fails only when the visitor has gone
	return nil
}

func writeNothing(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
