package web

import (
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"

	"login-system/internal/limit"
	"login-system/internal/mail"
	"login-system/internal/password"
	"login-system/internal/store"
)

// A refusal is an error that the visitor may read: its message is sent as it is.
type refusal struct {
	status  int
	message string
}

func (r refusal) Error() string { return r.message }

func invalid(message string) error { return refusal{http.StatusBadRequest, message} }

var (
	errNotLoggedIn      = refusal{http.StatusUnauthorized, "Please log in."}
	errWrongCredentials = refusal{http.StatusUnauthorized, "The email or the password is wrong."}
	errWrongPassword    = refusal{http.StatusForbidden, "The current password is wrong."}
	errEmailTaken       = refusal{http.StatusConflict, "There is already an account with this email."}
	errNoLongerGood     = refusal{http.StatusBadRequest, "This link is no longer good. Please ask for a new one."}
	errNotJSON          = refusal{http.StatusUnsupportedMediaType, "Please send JSON, as application/json in UTF-8."}
	errTooLarge         = refusal{http.StatusRequestEntityTooLarge, "The request is too large."}
	errTooSlow          = refusal{http.StatusRequestTimeout, "The request took too long to arrive."}
	errCutShort         = refusal{http.StatusBadRequest, "The request did not arrive whole."}
	errTooMany          = refusal{http.StatusTooManyRequests, "Too many tries. Please wait a little."}
	errUnavailable      = refusal{http.StatusServiceUnavailable, "The service is busy. Please try again shortly."}
	errOurFault         = refusal{http.StatusInternalServerError, "Something went wrong on our side."}
)

func writeError(w http.ResponseWriter, r *http.Request, err error) {
	var refused refusal
	var exceeded limit.Exceeded
	switch {
	case errors.As(err, &refused):
		if refused == errNotLoggedIn {
			w.Header().Set("WWW-Authenticate", "Bearer")
		}
		writeRefusal(w, refused)
	case errors.As(err, &exceeded):
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(exceeded.Wait.Seconds()))))
		writeRefusal(w, errTooMany)
	case errors.Is(err, password.ErrBusy), errors.Is(err, mail.ErrFull), store.IsUnavailable(err):
		slog.Warn("a request was turned away", "path", r.URL.Path, "error", err)
		w.Header().Set("Retry-After", "2")
		writeRefusal(w, errUnavailable)
	default:
		slog.Error("a request failed", "path", r.URL.Path, "error", err)
		writeRefusal(w, errOurFault)
	}
}

func writeRefusal(w http.ResponseWriter, refused refusal) {
	writeJSON(w, refused.status, map[string]any{"error": map[string]string{"message": refused.message}})
}
