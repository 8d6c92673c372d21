package store

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/jackc/pgx/v5"
)

// StartReset returns a token that is good for an hour and replaces any older one, or ErrNotFound when there is no
// such account.
func (s *Store) StartReset(ctx context.Context, email string) (token string, err error) {
	token = rand.Text()
	started, err := s.pool.Exec(ctx,
		`INSERT INTO password_resets (user_id, token_digest, expires_at)
		 SELECT id, $2, now() + interval '1 hour' FROM users WHERE email = $1
		 ON CONFLICT (user_id) DO UPDATE SET token_digest = excluded.token_digest, expires_at = excluded.expires_at`,
		email, digest(token))
	if err != nil {
		return "", err
	}
	if started.RowsAffected() == 0 {
		return "", ErrNotFound
	}
	return token, nil
}

// CheckReset returns ErrNotFound when the token is no longer good. Asked before the new password is hashed, so that a
// made-up token costs us nothing.
func (s *Store) CheckReset(ctx context.Context, email, token string) error {
	var good bool
	err := s.pool.QueryRow(ctx,
		`SELECT EXISTS (SELECT FROM password_resets JOIN users ON id = user_id
		 WHERE email = $1 AND token_digest = $2 AND expires_at > now())`,
		email, digest(token)).Scan(&good)
	if err == nil && !good {
		return ErrNotFound
	}
	return err
}

// FinishReset uses the token up, sets the password and ends every log-in, or returns ErrNotFound when the token is no
// longer good. It locks the account first, as all do that change one, so that none waits for another in a circle.
func (s *Store) FinishReset(ctx context.Context, email, token, newHash string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		var id string
		err := tx.QueryRow(ctx, "SELECT id FROM users WHERE email = $1 FOR NO KEY UPDATE", email).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		used, err := tx.Exec(ctx,
			"DELETE FROM password_resets WHERE user_id = $1 AND token_digest = $2 AND expires_at > now()",
			id, digest(token))
		if err != nil {
			return err
		}
		if used.RowsAffected() == 0 {
			return ErrNotFound
		}
		if _, err := tx.Exec(ctx, "UPDATE users SET password_hash = $2 WHERE id = $1", id, newHash); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "DELETE FROM sessions WHERE user_id = $1", id)
		return err
	})
}
