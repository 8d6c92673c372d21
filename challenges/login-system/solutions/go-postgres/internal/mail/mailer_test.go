package mail

import (
	"bufio"
	"io"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"
)

// startServer runs a mail server that takes one mail. It hangs up afterwards without a word, as some do.
func startServer(t *testing.T) (smtpURL string, received <-chan string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	mails := make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		say := func(line string) { io.WriteString(conn, line+"\r\n") }
		say("220 ready")
		for lines := bufio.NewScanner(conn); lines.Scan(); {
			if lines.Text() != "DATA" {
				say("250 fine")
				continue
			}
			say("354 go on")
			var text strings.Builder
			for lines.Scan() && lines.Text() != "." {
				text.WriteString(lines.Text() + "\r\n")
			}
			say("250 taken")
			mails <- text.String()
			return
		}
	}()
	return "smtp://" + listener.Addr().String(), mails
}

func TestTheMailHoldsTheLinkAndGoesToOnePerson(t *testing.T) {
	smtpURL, received := startServer(t)
	mailer, err := NewMailer(smtpURL, "Shop <shop@shop.example>", "https://shop.example")
	if err != nil {
		t.Fatal(err)
	}
	if err := mailer.SendReset(t.Context(), "anna.o'neil+shop@example.com", "TOKEN7"); err != nil {
		t.Errorf("a mail that was taken is not sent again, but: %v", err)
	}

	message, err := mail.ReadMessage(strings.NewReader(<-received))
	if err != nil {
		t.Fatal(err)
	}
	if to := message.Header.Get("To"); to != "<anna.o'neil+shop@example.com>" {
		t.Errorf("To: %s", to)
	}
	body, _ := io.ReadAll(quotedprintable.NewReader(message.Body))
	if !strings.Contains(string(body), "\r\nhttps://shop.example/reset-password?token=TOKEN7\r\n") {
		t.Errorf("there is no link in\n%s", body)
	}
}

func TestSettingsThatCannotWorkAreRefusedAtTheStart(t *testing.T) {
	for _, settings := range [][2]string{
		{"", "shop@shop.example"},
		{"127.0.0.1:25", "shop@shop.example"},
		{"http://127.0.0.1", "shop@shop.example"},
		{"smtp://127.0.0.1:70000", "shop@shop.example"},
		{"smtp://127.0.0.1:25", "shop"},
		{"smtp://127.0.0.1:25", "a@shop.example\r\nBcc: b@shop.example"},
	} {
		if _, err := NewMailer(settings[0], settings[1], "https://shop.example"); err == nil {
			t.Errorf("%q was accepted", settings)
		}
	}
}
