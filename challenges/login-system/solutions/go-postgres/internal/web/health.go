package web

import (
	"log/slog"
	"net/http"
)

// health tells whether the service can do its work, which is whether its database answers.
func (s *Service) health(w http.ResponseWriter, r *http.Request) error {
	if err := s.Store.Ping(r.Context()); err != nil {
		slog.Warn("the database does not answer", "error", err)
		return writeJSON(w, http.StatusServiceUnavailable, map[string]string{"status": "unavailable"})
	}
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}
