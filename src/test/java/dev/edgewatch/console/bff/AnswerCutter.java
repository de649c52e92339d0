package dev.edgewatch.console.bff;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a server and passes on what they say; while it loses answers, what
 * the client says still arrives, and what the server says does not.
 */
final class AnswerCutter implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean losing;

  AnswerCutter(int server) {
    this.server = server;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void loseAnswers() {
    losing = true;
  }

  /** Breaks all connections; new ones work. */
  void cut() {
    losing = false;
    open.forEach(AnswerCutter::closed);
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket region = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(region);
        threads.execute(() -> pass(client, region));
        threads.execute(() -> passAnswers(region, client));
      }
    } catch (IOException stopped) {
      // closed
    }
  }

  private static void pass(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException broken) {
      // so is the connection
    } finally {
      closed(to);
    }
  }

  private void passAnswers(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!losing) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException broken) {
      // so is the connection
    } finally {
      closed(to);
    }
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // already
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException gone) {
      // already
    }
    cut();
    threads.close();
  }
}
