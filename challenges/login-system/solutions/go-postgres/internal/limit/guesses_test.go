package limit

import (
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func right() (bool, error)      { return true, nil }
func wrong() (bool, error)      { return false, nil }
func unverified() (bool, error) { return false, errors.New("busy") }

func network(host int) netip.Prefix {
	return netip.MustParsePrefix(fmt.Sprintf("203.0.113.%d/32", host))
}

func isRefused(err error) bool {
	var exceeded Exceeded
	return errors.As(err, &exceeded)
}

func TestGuessingFromOneNetworkIsStoppedThereForTenMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		guesses := NewGuesses()
		for range 10 {
			if _, err := guesses.Try("a@b.c", network(1), wrong); err != nil {
				t.Fatal(err)
			}
			time.Sleep(5 * time.Second)
		}
		if _, err := guesses.Try("a@b.c", network(1), right); !isRefused(err) {
			t.Errorf("the eleventh try: %v", err)
		}
		if ok, err := guesses.Try("a@b.c", network(2), right); !ok {
			t.Errorf("the owner elsewhere: %v", err)
		}
		time.Sleep(10 * time.Minute)
		if ok, err := guesses.Try("a@b.c", network(1), right); !ok {
			t.Errorf("ten minutes later: %v", err)
		}
	})
}

func TestGuessingFromManyNetworksIsStoppedForAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		guesses := NewGuesses()
		for host := range 15 {
			guesses.Try("a@b.c", network(host), wrong)
		}
		if _, err := guesses.Try("a@b.c", network(99), right); !isRefused(err) {
			t.Errorf("the sixteenth try: %v", err)
		}
		time.Sleep(time.Minute)
		if ok, err := guesses.Try("a@b.c", network(99), right); !ok {
			t.Errorf("a minute later: %v", err)
		}
	})
}

func TestAResetOpensTheAccount(t *testing.T) {
	guesses := NewGuesses()
	for host := range 15 {
		guesses.Try("a@b.c", network(host), wrong)
	}
	guesses.Forgive("a@b.c", network(1))
	if ok, err := guesses.Try("a@b.c", network(1), right); !ok {
		t.Error(err)
	}
}

func TestTryingManyAccountsFromOneNetworkIsStopped(t *testing.T) {
	guesses := NewGuesses()
	for account := range 100 {
		guesses.Try(fmt.Sprint(account), network(1), wrong)
	}
	if _, err := guesses.Try("another", network(1), right); !isRefused(err) {
		t.Error(err)
	}
	if ok, err := guesses.Try("another", network(2), right); !ok {
		t.Errorf("a refused try was counted: %v", err)
	}
}

func TestTriesAtTheSameInstantAreCounted(t *testing.T) {
	guesses := NewGuesses()
	var verified atomic.Int32
	var tries sync.WaitGroup
	for range 50 {
		tries.Go(func() {
			guesses.Try("a@b.c", network(1), func() (bool, error) {
				verified.Add(1)
				time.Sleep(10 * time.Millisecond)
				return false, nil
			})
		})
	}
	tries.Wait()
	if verified.Load() != 10 {
		t.Errorf("%d passwords were looked at; want 10", verified.Load())
	}
}

func TestOnlyWrongPasswordsCount(t *testing.T) {
	guesses := NewGuesses()
	for range 200 {
		guesses.Try("a@b.c", network(1), unverified)
		if ok, err := guesses.Try("a@b.c", network(1), right); !ok {
			t.Fatal(err)
		}
	}
}

func TestExceededSaysHowLongToWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		window := NewWindow[string](2, time.Minute)
		window.Take("key")
		time.Sleep(20 * time.Second)
		window.Take("key")
		var exceeded Exceeded
		if err := window.Take("key"); !errors.As(err, &exceeded) || exceeded.Wait != 40*time.Second {
			t.Errorf("Take = %v; want a wait of 40 s", err)
		}
	})
}

func TestOldTriesAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		window := NewWindow[int](2, time.Minute)
		for key := range 1000 {
			window.Take(key)
		}
		time.Sleep(2 * time.Minute)
		window.Take(0)
		if len(window.tries) != 1 {
			t.Errorf("%d keys are kept; want 1", len(window.tries))
		}
	})
}
