package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
)

// StartSession returns a token for a new log-in of a week, or ErrPasswordChanged: locking the account makes this wait
// for a change of its password that is under way, and see it.
func (s *Store) StartSession(ctx context.Context, account Account) (token string, err error) {
	token = rand.Text()
	started, err := s.pool.Exec(ctx,
		`INSERT INTO sessions (token_digest, user_id, expires_at)
		 SELECT $1, id, now() + interval '7 days' FROM users WHERE id = $2 AND password_hash = $3 FOR SHARE`,
		digest(token), account.ID, account.PasswordHash)
	if err != nil {
		return "", err
	}
	if started.RowsAffected() == 0 {
		return "", ErrPasswordChanged
	}
	return token, nil
}

// AccountBySession returns ErrNotFound for a token that is unknown or has ended.
func (s *Store) AccountBySession(ctx context.Context, token string) (Account, error) {
	return readAccount(s.pool.QueryRow(ctx,
		`SELECT id, email, name, bio, password_hash FROM sessions JOIN users ON id = user_id
		 WHERE token_digest = $1 AND expires_at > now()`,
		digest(token)))
}

func (s *Store) EndSession(ctx context.Context, token string) error {
	_, err := s.pool.Exec(ctx, "DELETE FROM sessions WHERE token_digest = $1", digest(token))
	return err
}

// digest is fast on purpose: a token is random and cannot be guessed from it.
func digest(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
