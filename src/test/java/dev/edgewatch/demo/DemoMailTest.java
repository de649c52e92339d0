package dev.edgewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.region.MailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class DemoMailTest {
  @TempDir Path data;

  @Test
  void aMailBecomesAFileInsideTheFolderWhateverItsAddress() throws IOException {
    Path folder = data.resolve("mail");
    try (DemoMail mail = DemoMail.start(folder, Clock.systemUTC())) {
      MailSettings settings = mail.settings("http://localhost:8080");
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost(settings.host());
      sender.setPort(settings.port());
      SimpleMailMessage message = new SimpleMailMessage();
      message.setFrom(settings.from());
      message.setTo("crew/zoe@example.com");
      message.setSubject("Invitation");
      message.setText("Hello");
      sender.send(message);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> mails = files.toList();
      assertThat(mails).hasSize(1);
      assertThat(mails.getFirst().getFileName().toString()).endsWith("crew_zoe@example.com.eml");
      assertThat(Files.readString(mails.getFirst())).contains("Subject: Invitation", "Hello");
    }
  }
}
