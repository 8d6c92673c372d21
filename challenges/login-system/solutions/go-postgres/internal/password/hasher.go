// Package password hashes passwords, a few at a time.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"
)

// ErrBusy says that too many passwords wait to be hashed. Trying again later helps.
var ErrBusy = errors.New("too many passwords wait to be hashed")

// OWASP's minimum for Argon2id.
var cost = parameters{memoryKiB: 19 * 1024, passes: 2, lanes: 1}

const (
	saltBytes = 16
	keyBytes  = 32

	// A hash takes a core and 19 MiB: without a bound, a crowd would take all memory and stop everyone else.
	atOnce   = 2
	inLine   = 128
	patience = 3 * time.Second
)

// Nobody is a hash that no password matches. Comparing with it when there is no account takes as long as comparing
// with a real one.
var Nobody = format(cost, randomBytes(saltBytes), randomBytes(keyBytes))

// A Hasher computes a bounded number of hashes at once and lets a bounded number wait.
type Hasher struct {
	line  chan struct{}
	slots chan struct{}
}

func NewHasher() *Hasher {
	return &Hasher{line: make(chan struct{}, atOnce+inLine), slots: make(chan struct{}, atOnce)}
}

// Hash returns a hash in PHC form, which names its own algorithm and cost, so that the cost can be raised later.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := randomBytes(saltBytes)
	key, err := h.derive(ctx, password, salt, cost, keyBytes)
	if err != nil {
		return "", err
	}
	return format(cost, salt, key), nil
}

// Matches tells whether hash, in PHC form, is of this password.
func (h *Hasher) Matches(ctx context.Context, password, hash string) (bool, error) {
	used, salt, want, err := parse(hash)
	if err != nil {
		return false, err
	}
	got, err := h.derive(ctx, password, salt, used, len(want))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

func (h *Hasher) derive(ctx context.Context, password string, salt []byte, p parameters, size int) ([]byte, error) {
	select {
	case h.line <- struct{}{}:
		defer func() { <-h.line }()
	default:
		return nil, ErrBusy
	}

	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ErrBusy
	}
	return argon2.IDKey([]byte(password), salt, p.passes, p.memoryKiB, p.lanes, uint32(size)), nil
}

type parameters struct {
	memoryKiB uint32
	passes    uint32
	lanes     uint8
}

const phc = "$argon2id$v=19$m=%d,t=%d,p=%d$%s"

func format(p parameters, salt, key []byte) string {
	encoded := base64.RawStdEncoding.EncodeToString(salt) + "$" + base64.RawStdEncoding.EncodeToString(key)
	return fmt.Sprintf(phc, p.memoryKiB, p.passes, p.lanes, encoded)
}

func parse(hash string) (p parameters, salt, key []byte, err error) {
	var encoded string
	if _, err := fmt.Sscanf(hash, phc, &p.memoryKiB, &p.passes, &p.lanes, &encoded); err != nil {
		return p, nil, nil, fmt.Errorf("reading a stored hash: %w", err)
	}
	encodedSalt, encodedKey, _ := strings.Cut(encoded, "$")
	salt, saltErr := base64.RawStdEncoding.DecodeString(encodedSalt)
	key, keyErr := base64.RawStdEncoding.DecodeString(encodedKey)
	if err := errors.Join(saltErr, keyErr); err != nil {
		return p, nil, nil, fmt.Errorf("reading a stored hash: %w", err)
	}
	if len(key) == 0 {
		return p, nil, nil, errors.New("reading a stored hash: it is empty")
	}
	return p, salt, key, nil
}

func randomBytes(count int) []byte {
	bytes := make([]byte, count)
	rand.Read(bytes) // never fails, by its documentation
	return bytes
}
