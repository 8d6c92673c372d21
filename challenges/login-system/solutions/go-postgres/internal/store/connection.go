package store

import (
	"context"
	"net"
	"sync"
	"time"
)

// impatientConn gives up on a server that says nothing for a while, whatever pgx would wait for: when it cleans up
// after a query that took too long, it waits for up to 15 s, and the connection keeps its place in the pool for so long.
type impatientConn struct {
	net.Conn

	mu       sync.Mutex
	deadline time.Time // as pgx set it; zero for none
}

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: connectWithin}
	conn, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &impatientConn{Conn: conn}, nil
}

func (c *impatientConn) Read(buffer []byte) (int, error) {
	if err := c.limitRead(); err != nil {
		return 0, err
	}
	return c.Conn.Read(buffer)
}

func (c *impatientConn) limitRead() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	deadline := time.Now().Add(silenceWithin)
	if !c.deadline.IsZero() && c.deadline.Before(deadline) {
		deadline = c.deadline
	}
	return c.Conn.SetReadDeadline(deadline)
}

func (c *impatientConn) SetDeadline(deadline time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deadline = deadline
	return c.Conn.SetDeadline(deadline)
}

func (c *impatientConn) SetReadDeadline(deadline time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deadline = deadline
	return c.Conn.SetReadDeadline(deadline)
}
