package web

import (
	"errors"
	"net/http"
	"strings"

	"login-system/internal/password"
	"login-system/internal/store"
)

// A session is the log-in that came with a request.
type session struct {
	token   string
	account store.Account
}

// loggedIn lets only those in who have logged in.
func (s *Service) loggedIn(act func(http.ResponseWriter, *http.Request, session) error) action {
	return func(w http.ResponseWriter, r *http.Request) error {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return errNotLoggedIn
		}
		account, err := s.Store.AccountBySession(r.Context(), token)
		if errors.Is(err, store.ErrNotFound) {
			return errNotLoggedIn
		}
		if err != nil {
			return err
		}
		return act(w, r, session{token: token, account: account})
	}
}

func (s *Service) logIn(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	email, secret := form.email(), form.password("password")
	if form.err != nil {
		return form.err
	}

	var account store.Account
	right, err := s.Guesses.Try(email, visitor(r), func() (bool, error) {
		found, err := s.Store.AccountByEmail(r.Context(), email)
		if errors.Is(err, store.ErrNotFound) {
			found.PasswordHash = password.Nobody
		} else if err != nil {
			return false, err
		}
		account = found
		return s.Hasher.Matches(r.Context(), secret, account.PasswordHash)
	})
	if err != nil {
		return err
	}
	if !right {
		return errWrongCredentials
	}

	token, err := s.Store.StartSession(r.Context(), account)
	if errors.Is(err, store.ErrPasswordChanged) {
		return errWrongCredentials
	}
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]string{"token": token})
}

func (s *Service) logOut(w http.ResponseWriter, r *http.Request, session session) error {
	if err := s.Store.EndSession(r.Context(), session.token); err != nil {
		return err
	}
	return writeNothing(w)
}
