package mail

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatFailsIsTriedAgainUntilItIsDelivered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		back := time.Now().Add(30 * time.Minute)
		var delivered atomic.Int32
		outbox := NewOutbox(func(context.Context, string) error {
			if time.Now().Before(back) {
				return errors.New("the mail server is down")
			}
			delivered.Add(1)
			return nil
		})
		outbox.Add("a@b.c")
		time.Sleep(32 * time.Minute)
		synctest.Wait()
		if delivered.Load() != 1 || len(outbox.pending) != 0 {
			t.Errorf("%d delivered, %d pending", delivered.Load(), len(outbox.pending))
		}
	})
}

func TestWhatWaitsIsTriedAtOnceWhenAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var down atomic.Bool
		var delivered atomic.Int32
		down.Store(true)
		outbox := NewOutbox(func(context.Context, string) error {
			if down.Load() {
				return errors.New("the mail server is down")
			}
			delivered.Add(1)
			return nil
		})
		outbox.Add("a@b.c")
		time.Sleep(10 * time.Minute) // from now on it is tried once a minute
		down.Store(false)
		outbox.Add("a@b.c")
		synctest.Wait()
		if delivered.Load() != 1 {
			t.Errorf("%d delivered", delivered.Load())
		}
	})
}

func TestWhoAsksWhileOneIsSentGetsAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var delivered atomic.Int32
		outbox := NewOutbox(func(context.Context, string) error {
			time.Sleep(time.Second)
			delivered.Add(1)
			return nil
		})
		outbox.Add("a@b.c")
		time.Sleep(500 * time.Millisecond)
		outbox.Add("a@b.c")
		time.Sleep(5 * time.Second)
		if delivered.Load() != 2 {
			t.Errorf("%d delivered; want 2", delivered.Load())
		}
	})
}

func TestTheOutboxIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sending atomic.Int32
		outbox := NewOutbox(func(context.Context, string) error {
			if now := sending.Add(1); now > sentAtOnce {
				t.Errorf("%d are sent at once", now)
			}
			defer sending.Add(-1)
			time.Sleep(time.Second)
			return errors.New("the mail server is down")
		})
		for address := range mostPending {
			if err := outbox.Add(fmt.Sprint(address)); err != nil {
				t.Fatal(err)
			}
		}
		if err := outbox.Add("one more"); !errors.Is(err, ErrFull) {
			t.Errorf("Add = %v; want ErrFull", err)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if len(outbox.pending) != 0 {
			t.Errorf("%d are pending after two hours", len(outbox.pending))
		}
	})
}

func TestCloseLetsTheMailUnderWayArrive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var delivered atomic.Int32
		outbox := NewOutbox(func(_ context.Context, email string) error {
			if email == "broken" {
				return errors.New("no such mailbox")
			}
			time.Sleep(time.Second)
			delivered.Add(1)
			return nil
		})
		outbox.Add("broken")
		outbox.Add("a@b.c")
		synctest.Wait()
		closing := time.Now()
		outbox.Close(2 * time.Second)
		if delivered.Load() != 1 || time.Since(closing) != time.Second {
			t.Errorf("%d delivered after %s", delivered.Load(), time.Since(closing))
		}
	})
}
