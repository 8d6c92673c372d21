package mail

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// ErrFull says that too many mails wait already.
var ErrFull = errors.New("too many mails wait to be sent")

const (
	mostPending  = 1000
	sentAtOnce   = 8
	sendWithin   = 20 * time.Second
	firstRetry   = 2 * time.Second
	longestRetry = time.Minute
	giveUpAfter  = time.Hour
)

// An Outbox delivers in the background, so that no request waits for the mail server or tells by its time whether
// there was anything to send, and tries again when that fails.
type Outbox struct {
	deliver func(ctx context.Context, email string) error
	slots   chan struct{}

	stopping context.Context
	stop     context.CancelFunc
	working  sync.WaitGroup

	mu      sync.Mutex
	pending map[string]chan struct{} // what an address waits for: being asked for again
}

func NewOutbox(deliver func(ctx context.Context, email string) error) *Outbox {
	stopping, stop := context.WithCancel(context.Background())
	return &Outbox{
		deliver:  deliver,
		slots:    make(chan struct{}, sentAtOnce),
		stopping: stopping,
		stop:     stop,
		pending:  map[string]chan struct{}{},
	}
}

// Add asks for a delivery to this address. One that waits for another try is tried at once.
func (o *Outbox) Add(email string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if again, ok := o.pending[email]; ok {
		select {
		case again <- struct{}{}:
		default:
		}
		return nil
	}
	if len(o.pending) >= mostPending {
		return ErrFull
	}
	again := make(chan struct{}, 1)
	o.pending[email] = again
	o.working.Go(func() { o.work(email, again) })
	return nil
}

// Close waits for the deliveries that are under way, no longer than so long. Those that failed before are given up.
func (o *Outbox) Close(patience time.Duration) {
	o.stop()
	done := make(chan struct{})
	go func() {
		o.working.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(patience):
	}
}

func (o *Outbox) work(email string, again <-chan struct{}) {
	asked := time.Now()
	retry := firstRetry
	for {
		err := o.attempt(email)
		if err != nil {
			slog.Warn("a mail could not be sent", "error", err)
		}
		if err == nil || time.Since(asked) > giveUpAfter {
			if o.isDone(email, again) {
				return
			}
			asked, retry = time.Now(), firstRetry
			continue
		}
		select {
		case <-time.After(retry):
			retry = min(2*retry, longestRetry)
		case <-again:
			asked, retry = time.Now(), firstRetry
		case <-o.stopping.Done():
			return
		}
	}
}

func (o *Outbox) attempt(email string) error {
	o.slots <- struct{}{}
	defer func() { <-o.slots }()
	ctx, cancel := context.WithTimeout(context.Background(), sendWithin)
	defer cancel()
	return o.deliver(ctx, email)
}

// isDone forgets the address, unless someone has asked for it again meanwhile.
func (o *Outbox) isDone(email string, again <-chan struct{}) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case <-again:
		return false
	default:
		delete(o.pending, email)
		return true
	}
}
