// Package mail sends the links for password resets.
package mail

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// A Mailer hands mails to an SMTP server.
type Mailer struct {
	client    *gomail.Client
	from      string
	publicURL string
}

func NewMailer(smtpURL, from, publicURL string) (*Mailer, error) {
	address, err := url.Parse(smtpURL)
	if err != nil || address.Scheme != "smtp" || address.Hostname() == "" {
		return nil, fmt.Errorf("SMTP_URL must look like smtp://host:port")
	}
	if err := gomail.NewMsg().From(from); err != nil {
		return nil, fmt.Errorf("MAIL_FROM: %w", err)
	}
	port := 25
	if address.Port() != "" {
		if port, err = strconv.Atoi(address.Port()); err != nil {
			return nil, fmt.Errorf("SMTP_URL: %w", err)
		}
	}
	client, err := gomail.NewClient(address.Hostname(),
		gomail.WithPort(port),
		gomail.WithTLSPolicy(gomail.NoTLS), // the shop's mail server is next door and speaks plain SMTP
		gomail.WithTimeout(10*time.Second),
	)
	if err != nil {
		return nil, fmt.Errorf("SMTP_URL: %w", err)
	}
	return &Mailer{client: client, from: from, publicURL: publicURL}, nil
}

// SendReset sends the link that lets whoever reads this mailbox choose a new password.
func (m *Mailer) SendReset(ctx context.Context, to, token string) error {
	message, err := m.resetMessage(to, token)
	if err != nil {
		return err
	}
	err = m.client.DialAndSendWithContext(ctx, message)
	if message.IsDelivered() {
		return nil // all that failed was saying goodbye; sending it again would make this link useless
	}
	return err
}

// resetMessage holds nothing that a stranger typed, not even the name: anyone can sign up with anyone's address.
func (m *Mailer) resetMessage(to, token string) (*gomail.Msg, error) {
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := message.From(m.from); err != nil {
		return nil, err
	}
	if err := message.To(to); err != nil {
		return nil, err
	}
	message.SetDate()
	message.SetMessageID()
	message.Subject("Choose a new password")
	message.SetBodyString(gomail.TypeTextPlain, fmt.Sprintf(`Hello,

someone asked for a new password for your account. If it was you, open this link within an hour:

%s/reset-password?token=%s

If it was not you, do nothing. Your password stays as it is.
`, m.publicURL, url.QueryEscape(token)))
	return message, nil
}
