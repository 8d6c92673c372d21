package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAPanicIsAnsweredWithoutDetail(t *testing.T) {
	handler := recoverPanics(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the secret") }))
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, httptest.NewRequest("GET", "/", nil))
	if response.Code != http.StatusInternalServerError || strings.Contains(response.Body.String(), "secret") {
		t.Errorf("%d %s", response.Code, response.Body)
	}
}

func TestBodiesThatAreTooLargeAreRefused(t *testing.T) {
	server := httptest.NewServer(receiveBody(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(w, r.Body)
	})))
	defer server.Close()
	for length, want := range map[int]int{0: 200, mostBytes: 200, mostBytes + 1: 413, 10_000_000: 413} {
		body := strings.Repeat("x", length)
		// A reader that is no more than that has no known length: it is sent in chunks.
		for _, reader := range []io.Reader{strings.NewReader(body), struct{ io.Reader }{strings.NewReader(body)}} {
			response, err := http.Post(server.URL, "text/plain", reader)
			if err != nil {
				if want == 413 {
					continue // hung up on while it was still sending
				}
				t.Fatal(err)
			}
			if received, _ := io.ReadAll(response.Body); response.StatusCode != want || want == 200 && len(received) != length {
				t.Errorf("%d bytes: status %d, %d bytes received", length, response.StatusCode, len(received))
			}
			response.Body.Close()
		}
	}
}
