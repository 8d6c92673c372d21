package limit

import (
	"net/netip"
	"time"
)

// Guesses slows the guessing of passwords three ways. Who guesses from one network is stopped there, and the owner
// still gets in from elsewhere. Many networks guessing at one account stop it for a minute at most, and a reset by
// mail opens it. One network trying many accounts is stopped too.
type Guesses struct {
	byPair    *Window[pair]
	byAccount *Window[string]
	byNetwork *Window[netip.Prefix]
}

type pair struct {
	account string
	network netip.Prefix
}

func NewGuesses() *Guesses {
	return &Guesses{
		byPair:    NewWindow[pair](10, 10*time.Minute),
		byAccount: NewWindow[string](15, time.Minute),
		byNetwork: NewWindow[netip.Prefix](100, 10*time.Minute),
	}
}

// Try runs verify, which tells whether the password was right, if there are tries left; otherwise it returns Exceeded.
// The try is counted before its outcome is known, so that tries at the same instant are counted too.
func (g *Guesses) Try(account string, network netip.Prefix, verify func() (bool, error)) (right bool, err error) {
	if err := g.take(account, network); err != nil {
		return false, err
	}
	wrong := false
	defer func() {
		if !wrong { // neither a right password nor one that could not be verified is a guess
			g.giveBack(account, network)
		}
	}()
	right, err = verify()
	wrong = err == nil && !right
	if right {
		g.byPair.Forget(pair{account, network})
	}
	return right, err
}

// Forgive opens the account to someone at this network who has shown that its mailbox is theirs.
func (g *Guesses) Forgive(account string, network netip.Prefix) {
	g.byAccount.Forget(account)
	g.byPair.Forget(pair{account, network})
}

// take counts a try in each window, or in none.
func (g *Guesses) take(account string, network netip.Prefix) error {
	if err := g.byPair.Take(pair{account, network}); err != nil {
		return err
	}
	if err := g.byNetwork.Take(network); err != nil {
		g.byPair.GiveBack(pair{account, network})
		return err
	}
	if err := g.byAccount.Take(account); err != nil {
		g.byPair.GiveBack(pair{account, network})
		g.byNetwork.GiveBack(network)
		return err
	}
	return nil
}

func (g *Guesses) giveBack(account string, network netip.Prefix) {
	g.byPair.GiveBack(pair{account, network})
	g.byNetwork.GiveBack(network)
	g.byAccount.GiveBack(account)
}
