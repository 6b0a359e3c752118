package io.datastorm.live.server;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets in who has the token: in the link, which becomes a cookie, or as {@code Authorization: Bearer}. Everybody else
 * gets 401 and nothing more. A request for another host is refused (DNS rebinding), and one that another page makes
 * (cross-site requests). Immutable.
 */
final class Access extends Filter {
    private static final int TOKEN_BYTES = 24;
    private static final String TOKEN = "token=";
    private static final String BEARER = "Bearer ";

    private final String token;
    private final String cookie;
    private final Set<String> hosts;

    /**
     * For a server.
     *
     * @param hosts values of the header Host under which it is known; empty: any
     * @param port of the server: cookies do not tell ports of a host apart
     */
    Access(Set<String> hosts, int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.cookie = "datastorm-" + port;
        this.hosts = Set.copyOf(hosts);
    }

    /** What the link has behind the address. */
    String query() {
        return "?" + TOKEN + token;
    }

    @Override
    public String description() {
        return "Who has the token";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        String host = Optional.ofNullable(asked.getFirst("Host")).orElse("").toLowerCase(Locale.ROOT);
        if (!hosts.isEmpty() && !hosts.contains(host)) {
            answer(exchange, 421);
        } else if (foreign(asked, host)) {
            answer(exchange, 403);
        } else if (inLink(exchange.getRequestURI().getRawQuery())) {
            exchange.getResponseHeaders().set("Set-Cookie", cookie + "=" + token + "; HttpOnly; SameSite=Lax; Path=/");
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getPath());
            answer(exchange, 303);
        } else if (given(asked).anyMatch(this::right)) {
            chain.doFilter(exchange);
        } else {
            answer(exchange, 401);
        }
    }

    private boolean inLink(String query) {
        return query != null && query.startsWith(TOKEN) && right(query.substring(TOKEN.length()));
    }

    /** A browser says where a request that may change something comes from. */
    private static boolean foreign(Headers asked, String host) {
        String origin = asked.getFirst("Origin");
        return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    }

    private Stream<String> given(Headers asked) {
        Stream<String> cookies = asked.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::trim)
                .filter(pair -> pair.startsWith(cookie + "="))
                .map(pair -> pair.substring(cookie.length() + 1));
        Stream<String> bearer = Optional.ofNullable(asked.getFirst("Authorization"))
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .stream();
        return Stream.concat(cookies, bearer);
    }

    /** Takes as long for a wrong one. */
    private boolean right(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
