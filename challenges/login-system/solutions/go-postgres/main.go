// Login-system serves accounts, log-ins and password resets for a small shop.
package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"login-system/internal/limit"
	"login-system/internal/mail"
	"login-system/internal/password"
	"login-system/internal/store"
	"login-system/internal/web"
)

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	if err := run(); err != nil {
		slog.Error("the service ended", "error", err)
		os.Exit(1)
	}
}

func run() error {
	settings, err := readSettings(os.Getenv)
	if err != nil {
		return err
	}
	mailer, err := mail.NewMailer(settings.smtpURL, settings.mailFrom, settings.publicURL)
	if err != nil {
		return err
	}
	database, err := store.Open(settings.databaseURL)
	if err != nil {
		return err
	}
	defer database.Close()

	outbox := mail.NewOutbox(func(ctx context.Context, email string) error {
		token, err := database.StartReset(ctx, email)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return mailer.SendReset(ctx, email, token)
	})
	service := &web.Service{
		Store:        database,
		Hasher:       password.NewHasher(),
		Guesses:      limit.NewGuesses(),
		MailRequests: limit.NewWindow[string](10, 15*time.Minute),
		Outbox:       outbox,
	}

	stopping, release := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer release()
	go func() {
		database.Prepare(stopping)
		database.SweepEvery(stopping, time.Hour)
	}()
	return serve(stopping, net.JoinHostPort("", settings.port), service.Handler(), outbox)
}

// serve answers requests until it is told to stop. Then it takes no new ones, finishes those in flight and the mails
// under way, and returns within 10 s.
func serve(stopping context.Context, address string, handler http.Handler, outbox *mail.Outbox) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	slog.Info("listening", "address", listener.Addr().String())
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()

	select {
	case err := <-failed:
		return err
	case <-stopping.Done():
	}
	slog.Info("stopping")
	time.AfterFunc(9*time.Second, func() { os.Exit(1) })

	// Longer than any request may take once it has arrived. Whoever is still sending theirs is cut off.
	inTime, cancel := context.WithTimeout(context.Background(), 5500*time.Millisecond)
	defer cancel()
	if err := server.Shutdown(inTime); err != nil {
		server.Close()
	}
	outbox.Close(2 * time.Second)
	return nil
}
