package example.shop.accounts.mail;

import example.shop.accounts.Settings;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@Configuration
class MailConfiguration {

  @Bean
  JavaMailSender mailSender(Settings settings) {
    URI url = settings.smtpUrl();
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(url.getHost());
    sender.setPort(url.getPort() == -1 ? 25 : url.getPort());
    sender.setDefaultEncoding("UTF-8");
    for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      sender.getJavaMailProperties().setProperty("mail.smtp." + wait, "10000");
    }
    return sender;
  }
}
