package password

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestPasswordsAreToldApartByTheirLastCharacter(t *testing.T) {
	hasher := NewHasher()
	password := strings.Repeat("Aa1!", 32)
	hash, err := hasher.Hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the hash %q does not name OWASP's minimum", hash)
	}
	for candidate, want := range map[string]bool{
		password:                          true,
		password[:len(password)-1] + "?":  false,
		password[:len(password)-1]:        false,
		strings.ToLower(password):         false,
		password + strings.Repeat("x", 9): false,
	} {
		if got, err := hasher.Matches(t.Context(), candidate, hash); err != nil || got != want {
			t.Errorf("Matches(%q) = %v, %v; want %v", candidate, got, err, want)
		}
	}
}

func TestEachHashHasASaltOfItsOwn(t *testing.T) {
	hasher := NewHasher()
	one, _ := hasher.Hash(t.Context(), "Long-enough-1")
	other, _ := hasher.Hash(t.Context(), "Long-enough-1")
	if one == other {
		t.Error("the same password was hashed to the same text twice")
	}
}

func TestNobodyHasNoPassword(t *testing.T) {
	if right, err := NewHasher().Matches(t.Context(), "", Nobody); right || err != nil {
		t.Errorf("Matches = %v, %v", right, err)
	}
}

func TestABrokenHashIsAnError(t *testing.T) {
	for _, hash := range []string{"", "plain", "$argon2id$v=19$m=19456,t=2,p=1$!$!", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$"} {
		if _, err := NewHasher().Matches(t.Context(), "Long-enough-1", hash); err == nil {
			t.Errorf("%q was taken for a hash", hash)
		}
	}
}

func TestWhoeverFindsTheLineFullIsTurnedAway(t *testing.T) {
	hasher := NewHasher()
	for range cap(hasher.line) {
		hasher.line <- struct{}{}
	}
	if _, err := hasher.Hash(t.Context(), "Long-enough-1"); !errors.Is(err, ErrBusy) {
		t.Errorf("Hash = %v; want ErrBusy", err)
	}
}

func TestNobodyWaitsLongerThanTheirRequestMayTake(t *testing.T) {
	hasher := NewHasher()
	for range atOnce {
		hasher.slots <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := hasher.Hash(ctx, "Long-enough-1"); !errors.Is(err, ErrBusy) {
		t.Errorf("Hash = %v; want ErrBusy", err)
	}
	if len(hasher.line) != 0 {
		t.Error("whoever gave up still stands in the line")
	}
}
