// Package limit counts tries, in this process's memory, and refuses those that are too many.
package limit

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// Exceeded says that there were too many tries, and how long to wait for the next.
type Exceeded struct {
	Wait time.Duration
}

func (e Exceeded) Error() string {
	return fmt.Sprintf("too many tries: the next one is possible in %s", e.Wait)
}

// A Window allows so many tries for each key within a moving span of time.
type Window[Key comparable] struct {
	limit int
	span  time.Duration

	mu    sync.Mutex
	tries map[Key][]time.Time // oldest first
	swept time.Time
}

func NewWindow[Key comparable](limit int, span time.Duration) *Window[Key] {
	return &Window[Key]{limit: limit, span: span, tries: map[Key][]time.Time{}, swept: time.Now()}
}

// Take counts a try, or returns Exceeded.
func (w *Window[Key]) Take(key Key) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	w.sweep(now)
	recent := w.recent(w.tries[key], now)
	if len(recent) >= w.limit {
		return Exceeded{Wait: recent[0].Add(w.span).Sub(now)}
	}
	w.tries[key] = append(recent, now)
	return nil
}

// GiveBack undoes the latest Take.
func (w *Window[Key]) GiveBack(key Key) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if count := len(w.tries[key]); count > 0 {
		w.tries[key] = w.tries[key][:count-1]
	}
}

// Forget starts anew for this key.
func (w *Window[Key]) Forget(key Key) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.tries, key)
}

// sweep drops, once in each span, the keys of those who have not come back.
func (w *Window[Key]) sweep(now time.Time) {
	if now.Sub(w.swept) < w.span {
		return
	}
	w.swept = now
	for key, moments := range w.tries {
		if len(w.recent(moments, now)) == 0 {
			delete(w.tries, key)
		}
	}
}

func (w *Window[Key]) recent(moments []time.Time, now time.Time) []time.Time {
	first := slices.IndexFunc(moments, func(moment time.Time) bool { return now.Sub(moment) < w.span })
	if first < 0 {
		return nil
	}
	return moments[first:]
}
