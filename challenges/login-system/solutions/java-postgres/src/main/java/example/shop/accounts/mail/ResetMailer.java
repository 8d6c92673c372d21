package example.shop.accounts.mail;

import example.shop.accounts.Settings;
import example.shop.accounts.account.Email;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends the link that lets whoever reads a mailbox choose a new password. */
@Component
class ResetMailer {

  private final JavaMailSender sender;
  private final Settings settings;

  ResetMailer(JavaMailSender sender, Settings settings) {
    this.sender = sender;
    this.settings = settings;
  }

  /** Holds nothing that a stranger typed, not even the name: anyone can sign up with anyone's address. */
  void send(Email to, String token) {
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom(settings.mailFrom());
    message.setTo(to.address());
    message.setSubject("Choose a new password");
    message.setText(
        """
        Hello,

        someone asked for a new password for your account. If it was you, open this link within an hour:

        %s/reset-password?token=%s

        If it was not you, do nothing. Your password stays as it is.
        """
            .formatted(settings.publicUrl(), token));
    sender.send(message);
  }
}
