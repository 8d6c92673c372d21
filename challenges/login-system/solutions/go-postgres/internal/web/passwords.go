package web

import (
	"errors"
	"net/http"

	"login-system/internal/store"
)

func (s *Service) changePassword(w http.ResponseWriter, r *http.Request, session session) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	current, chosen := form.password("currentPassword"), form.newPassword("newPassword")
	if form.err != nil {
		return form.err
	}

	// Slowed like a log-in: who finds an open session must not guess the password through it.
	right, err := s.Guesses.Try(session.account.Email, visitor(r), func() (bool, error) {
		return s.Hasher.Matches(r.Context(), current, session.account.PasswordHash)
	})
	if err != nil {
		return err
	}
	if !right {
		return errWrongPassword
	}
	hash, err := s.Hasher.Hash(r.Context(), chosen)
	if err != nil {
		return err
	}
	err = s.Store.ChangePassword(r.Context(), session.account, hash, session.token)
	if errors.Is(err, store.ErrPasswordChanged) {
		return errWrongPassword
	}
	if err != nil {
		return err
	}
	return writeNothing(w)
}

func (s *Service) forgotPassword(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	email := form.email()
	if form.err != nil {
		return form.err
	}

	// Whether there is an account is looked up in the background: neither the words nor the time of this answer tell.
	if err := s.MailRequests.Take(email); err != nil {
		return err
	}
	if err := s.Outbox.Add(email); err != nil {
		return err
	}
	return writeJSON(w, http.StatusAccepted, map[string]string{
		"message": "If there is an account with this email, a mail is on its way.",
	})
}

func (s *Service) resetPassword(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	email, token, chosen := form.email(), form.text("token"), form.newPassword("newPassword")
	if form.err != nil {
		return form.err
	}

	err = s.Store.CheckReset(r.Context(), email, token)
	if errors.Is(err, store.ErrNotFound) {
		return errNoLongerGood
	}
	if err != nil {
		return err
	}
	hash, err := s.Hasher.Hash(r.Context(), chosen)
	if err != nil {
		return err
	}
	err = s.Store.FinishReset(r.Context(), email, token, hash)
	if errors.Is(err, store.ErrNotFound) {
		return errNoLongerGood
	}
	if err != nil {
		return err
	}
	s.Guesses.Forgive(email, visitor(r))
	return writeNothing(w)
}
