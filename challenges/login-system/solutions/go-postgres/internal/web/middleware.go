package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"time"
)

const (
	mostBytes      = 64 << 10                // the longest bio, with every character escaped, is a fifth of that
	answerWithin   = 4200 * time.Millisecond // 5 s are promised, whatever is broken behind us
	databaseWithin = 2 * time.Second         // how long a request waits for the tables, at the start
)

func recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil {
				slog.Error("a request panicked", "path", r.URL.Path, "cause", cause, "stack", string(debug.Stack()))
				writeRefusal(w, errOurFault)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func secureHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Cache-Control", "no-store")
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Strict-Transport-Security", "max-age=31536000")
		header.Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// receiveBody goes on once the whole body is there, so that the time of an answer does not depend on how fast a
// visitor sends, and no slow visitor holds anything but their own connection.
func receiveBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > mostBytes {
			w.Header().Set("Connection", "close")
			writeRefusal(w, errTooLarge)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
		var tooLarge *http.MaxBytesError
		switch {
		case errors.As(err, &tooLarge):
			writeRefusal(w, errTooLarge)
		case errors.Is(err, os.ErrDeadlineExceeded):
			writeRefusal(w, errTooSlow)
		case err != nil:
			writeRefusal(w, errCutShort)
		default:
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(w, r)
		}
	})
}

func limitTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), answerWithin)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// whenReady lets requests wait a little for the tables to be made, and then asks to come again.
func (s *Service) whenReady(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), databaseWithin)
		defer cancel()
		select {
		case <-s.Store.Ready():
			next.ServeHTTP(w, r)
		case <-ctx.Done():
			writeRefusal(w, errUnavailable)
		}
	})
}
