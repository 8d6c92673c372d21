package store

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
)

var (
	// ErrNotFound says that there is no such account, log-in or reset, or that it has ended.
	ErrNotFound = errors.New("not found")
	// ErrEmailTaken says that another account has this email.
	ErrEmailTaken = errors.New("the email is taken")
	// ErrPasswordChanged says that the password is no longer the one that was verified.
	ErrPasswordChanged = errors.New("the password was changed meanwhile")
)

const uniqueViolation = "23505"

// IsUnavailable tells whether the database is away, or did not answer in time: the same request may work later.
func IsUnavailable(err error) bool {
	var notConnected *pgconn.ConnectError
	if errors.As(err, &notConnected) {
		return true
	}
	var said *pgconn.PgError
	if errors.As(err, &said) {
		switch said.Code[:2] {
		case "08", "40", "53", "55", "57": // connection, deadlock, resources, locks, shutdown or time-out
			return true
		}
		return false
	}
	var network net.Error
	return errors.As(err, &network) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		pgconn.SafeToRetry(err)
}
