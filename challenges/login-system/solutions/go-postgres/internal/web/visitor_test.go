package web

import (
	"net/http/httptest"
	"testing"
)

func TestAVisitorIsWhoTheProxySees(t *testing.T) {
	for _, example := range []struct {
		what      string
		peer      string
		forwarded []string
		want      string
	}{
		{"no header", "127.0.0.1:4000", nil, "127.0.0.1/32"},
		{"one address", "127.0.0.9:4000", []string{"203.0.113.7"}, "203.0.113.7/32"},
		{"a claim before it", "127.0.0.1:4000", []string{"10.0.0.1, 203.0.113.7"}, "203.0.113.7/32"},
		{"a claim in a header of its own", "127.0.0.1:4000", []string{"10.0.0.1", "203.0.113.7"}, "203.0.113.7/32"},
		{"nothing readable", "127.0.0.1:4000", []string{"203.0.113.7, somewhere"}, "127.0.0.1/32"},
		{"not through the proxy", "198.51.100.4:4000", []string{"203.0.113.7"}, "198.51.100.4/32"},
		{"the proxy by IPv6", "[::ffff:127.0.0.1]:4000", []string{"203.0.113.7"}, "203.0.113.7/32"},
		{"a household", "127.0.0.1:4000", []string{"2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"},
		{"IPv4 written as IPv6", "127.0.0.1:4000", []string{"::ffff:203.0.113.7"}, "203.0.113.7/32"},
	} {
		request := httptest.NewRequest("GET", "/", nil)
		request.RemoteAddr = example.peer
		for _, value := range example.forwarded {
			request.Header.Add("X-Forwarded-For", value)
		}
		if got := visitor(request).String(); got != example.want {
			t.Errorf("%s: %s; want %s", example.what, got, example.want)
		}
	}
}
