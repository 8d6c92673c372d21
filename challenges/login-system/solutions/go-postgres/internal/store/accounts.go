package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// An Account as it is stored.
type Account struct {
	ID           string
	Email        string
	Name         string
	Bio          string
	PasswordHash string
}

// ProfileChange holds what is to be changed; nil stays as it is.
type ProfileChange struct {
	Name *string
	Bio  *string
}

// CreateAccount makes an account, or returns ErrEmailTaken: the database decides, however many ask at once.
func (s *Store) CreateAccount(ctx context.Context, email, name, passwordHash string) (Account, error) {
	account, err := readAccount(s.pool.QueryRow(ctx,
		`INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)
		 RETURNING id, email, name, bio, password_hash`,
		email, name, passwordHash))
	var said *pgconn.PgError
	if errors.As(err, &said) && said.Code == uniqueViolation && said.ConstraintName == "users_email_unique" {
		return Account{}, ErrEmailTaken
	}
	return account, err
}

// AccountByEmail returns ErrNotFound when there is none.
func (s *Store) AccountByEmail(ctx context.Context, email string) (Account, error) {
	return readAccount(s.pool.QueryRow(ctx,
		"SELECT id, email, name, bio, password_hash FROM users WHERE email = $1", email))
}

// UpdateProfile touches only what is given, so that two changes at once both survive. It returns ErrNotFound when the
// account was deleted meanwhile.
func (s *Store) UpdateProfile(ctx context.Context, id string, change ProfileChange) (Account, error) {
	return readAccount(s.pool.QueryRow(ctx,
		`UPDATE users SET name = coalesce($2, name), bio = coalesce($3, bio) WHERE id = $1
		 RETURNING id, email, name, bio, password_hash`,
		id, change.Name, change.Bio))
}

// ChangePassword also ends every other log-in and any reset under way. It returns ErrPasswordChanged when another
// change came first.
func (s *Store) ChangePassword(ctx context.Context, account Account, newHash, keepToken string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		changed, err := tx.Exec(ctx, "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
			account.ID, account.PasswordHash, newHash)
		if err != nil {
			return err
		}
		if changed.RowsAffected() == 0 {
			return ErrPasswordChanged
		}
		if _, err := tx.Exec(ctx, "DELETE FROM sessions WHERE user_id = $1 AND token_digest <> $2",
			account.ID, digest(keepToken)); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "DELETE FROM password_resets WHERE user_id = $1", account.ID)
		return err
	})
}

// DeleteAccount also deletes all that belongs to it.
func (s *Store) DeleteAccount(ctx context.Context, id string) error {
	_, err := s.pool.Exec(ctx, "DELETE FROM users WHERE id = $1", id)
	return err
}

func readAccount(row pgx.Row) (account Account, err error) {
	err = row.Scan(&account.ID, &account.Email, &account.Name, &account.Bio, &account.PasswordHash)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrNotFound
	}
	return account, err
}
