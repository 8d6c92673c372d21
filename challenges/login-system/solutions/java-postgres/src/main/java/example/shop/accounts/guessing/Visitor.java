package example.shop.accounts.guessing;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

public final class Visitor {

  private Visitor() {}

  /**
   * The network that a request comes from, as the proxy in front of us says (see `server.tomcat.remoteip`). One household
   * has very many IPv6 addresses, so of those the first half counts.
   */
  public static String networkOf(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    } catch (java.net.UnknownHostException notAnAddress) {
      return address;
    }
  }
}
