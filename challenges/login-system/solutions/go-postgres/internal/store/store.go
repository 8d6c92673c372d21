// Package store keeps accounts, log-ins and password resets in PostgreSQL.
package store

import (
	"context"
	_ "embed"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

//go:embed schema.sql
var schema string

// schemaLock is any number that nothing else in this database locks.
const schemaLock = 4_620_917

// Every request must be answered within 5 s, so each step in it has to give up sooner.
const (
	connectWithin   = 2 * time.Second
	pingWithin      = time.Second
	probeWithin     = 2 * time.Second
	statementWithin = "2500ms"
	silenceWithin   = 3 * time.Second // longer than any statement may take
)

// A Store is safe for use by many goroutines.
type Store struct {
	pool  *pgxpool.Pool
	probe *pgxpool.Pool // asking for health never queues behind the work
	ready chan struct{}
}

// Open reads the address. It connects when there is something to do, so the database may come up later.
func Open(databaseURL string) (*Store, error) {
	pool, err := openPool(databaseURL, 10)
	if err != nil {
		return nil, err
	}
	probe, err := openPool(databaseURL, 1)
	if err != nil {
		return nil, err
	}
	return &Store{pool: pool, probe: probe, ready: make(chan struct{})}, nil
}

func openPool(databaseURL string, connections int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(databaseURL)
	if err != nil {
		return nil, err
	}
	config.MaxConns = connections
	config.PingTimeout = pingWithin
	config.ConnConfig.ConnectTimeout = connectWithin
	config.ConnConfig.DialFunc = dial
	config.ConnConfig.RuntimeParams["statement_timeout"] = statementWithin
	config.ConnConfig.RuntimeParams["idle_in_transaction_session_timeout"] = "10s"
	return pgxpool.NewWithConfig(context.Background(), config)
}

// Close waits for the work that is under way.
func (s *Store) Close() {
	s.pool.Close()
	s.probe.Close()
}

// Ready is closed when the tables are there.
func (s *Store) Ready() <-chan struct{} {
	return s.ready
}

// Prepare waits for the database for as long as it takes, then makes the tables.
func (s *Store) Prepare(ctx context.Context) {
	for pause := 250 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		err := s.createTables(ctx)
		if err == nil {
			close(s.ready)
			return
		}
		if ctx.Err() != nil {
			return
		}
		slog.Warn("waiting for the database", "error", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
	}
}

// createTables may run in two copies at once: the second waits for the first, then finds everything there.
func (s *Store) createTables(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", schemaLock); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, schema)
		return err
	})
}

// Ping asks the database for a sign of life.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, probeWithin)
	defer cancel()
	return s.probe.Ping(ctx)
}

// SweepEvery removes what has expired, again and again until ctx ends.
func (s *Store) SweepEvery(ctx context.Context, period time.Duration) {
	for {
		for _, statement := range []string{
			"DELETE FROM sessions WHERE expires_at < now()",
			"DELETE FROM password_resets WHERE expires_at < now()",
		} {
			if _, err := s.pool.Exec(ctx, statement); err != nil && ctx.Err() == nil {
				slog.Warn("expired rows could not be removed", "error", err)
			}
		}
		select {
		case <-time.After(period):
		case <-ctx.Done():
			return
		}
	}
}
