package web

import (
	"net/http"
	"net/netip"
	"strings"
)

var proxies = netip.MustParsePrefix("127.0.0.0/8")

// visitor is the network that a request comes from. Exactly one proxy stands in front of us and appends the address
// that it sees to X-Forwarded-For; what stands before that was claimed by the visitor.
func visitor(r *http.Request) netip.Prefix {
	peer, _ := netip.ParseAddrPort(r.RemoteAddr)
	address := peer.Addr().Unmap()
	if proxies.Contains(address) {
		forwarded := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
		last := forwarded[strings.LastIndex(forwarded, ",")+1:]
		if seen, err := netip.ParseAddr(strings.TrimSpace(last)); err == nil {
			address = seen.Unmap().WithZone("")
		}
	}
	bits := 32
	if address.Is6() {
		bits = 64 // one household has that many addresses
	}
	network, _ := address.Prefix(bits)
	return network
}
