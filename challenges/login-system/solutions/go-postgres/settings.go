package main

import (
	"fmt"
	"strings"
)

// settings is what the environment says. AUTH_SECRET is not among it: nothing here is signed.
type settings struct {
	port        string
	databaseURL string
	smtpURL     string
	publicURL   string
	mailFrom    string
}

func readSettings(getenv func(string) string) (settings, error) {
	var missing []string
	required := func(name string) string {
		value := getenv(name)
		if value == "" {
			missing = append(missing, name)
		}
		return value
	}
	read := settings{
		port:        required("PORT"),
		databaseURL: required("DATABASE_URL"),
		smtpURL:     required("SMTP_URL"),
		publicURL:   strings.TrimRight(required("PUBLIC_URL"), "/"),
		mailFrom:    required("MAIL_FROM"),
	}
	if len(missing) > 0 {
		return settings{}, fmt.Errorf("missing in the environment: %s", strings.Join(missing, ", "))
	}
	return read, nil
}
