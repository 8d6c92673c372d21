package web

import (
	"errors"
	"net/http"

	"login-system/internal/store"
)

// profile is what is shown of an account, to its owner.
type profile struct {
	ID    string `json:"id"`
	Email string `json:"email"`
	Name  string `json:"name"`
	Bio   string `json:"bio"`
}

func profileOf(account store.Account) profile {
	return profile{ID: account.ID, Email: account.Email, Name: account.Name, Bio: account.Bio}
}

func (s *Service) signUp(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	email, name, password := form.email(), form.name(), form.newPassword("password")
	if form.err != nil {
		return form.err
	}

	hash, err := s.Hasher.Hash(r.Context(), password)
	if err != nil {
		return err
	}
	account, err := s.Store.CreateAccount(r.Context(), email, name, hash)
	if errors.Is(err, store.ErrEmailTaken) {
		return errEmailTaken
	}
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, map[string]profile{"user": profileOf(account)})
}

func (s *Service) showProfile(w http.ResponseWriter, _ *http.Request, session session) error {
	return writeJSON(w, http.StatusOK, profileOf(session.account))
}

func (s *Service) updateProfile(w http.ResponseWriter, r *http.Request, session session) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var change store.ProfileChange
	if form.has("name") {
		change.Name = new(form.name())
	}
	if form.has("bio") {
		change.Bio = new(form.bio())
	}
	if form.err != nil {
		return form.err
	}

	account, err := s.Store.UpdateProfile(r.Context(), session.account.ID, change)
	if errors.Is(err, store.ErrNotFound) {
		return errNotLoggedIn
	}
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, profileOf(account))
}

func (s *Service) deleteAccount(w http.ResponseWriter, r *http.Request, session session) error {
	if err := s.Store.DeleteAccount(r.Context(), session.account.ID); err != nil {
		return err
	}
	return writeNothing(w)
}
