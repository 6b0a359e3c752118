import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an animated SVG of what {@code script --log-out --log-timing} has recorded: the signs that a terminal of so
 * many columns showed, at the moments when it showed them. Start it with {@code docs/pictures/make}.
 */
final class TerminalRecording {
    private static final int ROWS = 32;
    private static final int CHAR_WIDTH = 8;
    private static final int LINE_HEIGHT = 17;
    private static final double LEAST_PAUSE = 0.15;
    private static final double LAST_FRAME = 8;
    private static final Pattern ESCAPE =
            Pattern.compile("\\x1b(?:\\[([0-9;?]*)([A-Za-z])|\\][^\\x07]*\\x07|[()][A-Z0-9]|[=>78])");

    private final int columns;
    private final char[][] signs;
    private final String[][] styles;
    private final List<Frame> frames = new ArrayList<>();
    private String style = "";
    private int row;
    private int column;

    private record Frame(double second, String svg) {}

    private TerminalRecording(int columns) {
        this.columns = columns;
        this.signs = new char[ROWS][columns];
        this.styles = new String[ROWS][columns];
        for (int i = 0; i < ROWS; i++) {
            clear(i, 0);
        }
    }

    public static void main(String[] args) throws IOException {
        byte[] output = withoutTail(Files.readAllBytes(Path.of(args[0])));
        TerminalRecording recording = new TerminalRecording(Integer.parseInt(args[2]));
        // Its first line is script's own.
        int offset = new String(output, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        double second = 0;
        StringBuilder pending = new StringBuilder();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            String[] parts = line.split(" ");
            double pause = Double.parseDouble(parts[0]);
            int bytes = Integer.parseInt(parts[1]);
            if (pause >= LEAST_PAUSE && pending.length() > 0) {
                recording.show(pending.toString(), second);
                pending.setLength(0);
            }
            second += pause;
            int length = Math.min(bytes, output.length - offset);
            pending.append(new String(output, offset, Math.max(0, length), StandardCharsets.UTF_8));
            offset += Math.max(0, length);
        }
        recording.show(pending.toString(), second);
        Files.writeString(Path.of(args[3]), recording.svg());
    }

    /** The last line is script's own, too. */
    private static byte[] withoutTail(byte[] output) {
        int tail = new String(output, StandardCharsets.ISO_8859_1).lastIndexOf("\nScript done");
        return tail < 0 ? output : Arrays.copyOf(output, tail);
    }

    private void show(String text, double second) {
        Matcher escape = ESCAPE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '\u001b' && escape.find(at) && escape.start() == at) {
                control(escape.group(1), escape.group(2));
                at = escape.end();
            } else {
                sign(text.charAt(at));
                at++;
            }
        }
        frames.add(new Frame(second, frame()));
    }

    private void sign(char sign) {
        if (sign == '\r') {
            column = 0;
        } else if (sign == '\n') {
            if (++row == ROWS) {
                scroll();
            }
        } else if (sign >= ' ') {
            if (column == columns) {
                sign('\r');
                sign('\n');
            }
            signs[row][column] = sign;
            styles[row][column] = style;
            column++;
        }
    }

    private void scroll() {
        row--;
        for (int i = 1; i < ROWS; i++) {
            signs[i - 1] = signs[i].clone();
            styles[i - 1] = styles[i].clone();
        }
        clear(row, 0);
    }

    private void clear(int line, int from) {
        Arrays.fill(signs[line], from, columns, ' ');
        Arrays.fill(styles[line], from, columns, "");
    }

    private void control(String parameters, String command) {
        if (command == null) {
            return;
        }
        switch (command) {
            case "A" -> row = Math.max(0, row - (parameters.isEmpty() ? 1 : Integer.parseInt(parameters)));
            case "K" -> clear(row, Math.min(column, columns - 1));
            case "J" -> {
                clear(row, Math.min(column, columns - 1));
                for (int line = row + 1; line < ROWS; line++) {
                    clear(line, 0);
                }
            }
            case "m" -> style(parameters);
            default -> {}
        }
    }

    private void style(String parameters) {
        for (String code : parameters.split(";")) {
            style = switch (code) {
                case "", "0" -> "";
                case "1" -> style + " b";
                case "2" -> style + " d";
                case "22" -> style.replace(" b", "").replace(" d", "");
                case "31" -> style + " r";
                case "36" -> style + " c";
                case "39" -> style.replace(" r", "").replace(" c", "");
                default -> style;
            };
        }
    }

    private String frame() {
        StringBuilder svg = new StringBuilder();
        for (int line = 0; line < ROWS; line++) {
            String text = new String(signs[line]).stripTrailing();
            int from = 0;
            StringBuilder spans = new StringBuilder();
            while (from < text.length()) {
                int to = from;
                while (to < text.length() && styles[line][to].equals(styles[line][from])) {
                    to++;
                }
                spans.append("<tspan class=\"%s\">%s</tspan>"
                        .formatted(styles[line][from].trim(), escaped(text.substring(from, to))));
                from = to;
            }
            if (spans.length() > 0) {
                svg.append("<text x=\"16\" y=\"%d\">%s</text>%n".formatted(28 + line * LINE_HEIGHT, spans));
            }
        }
        return svg.toString();
    }

    private int usedRows() {
        int used = 0;
        for (int line = 0; line < ROWS; line++) {
            used = new String(signs[line]).isBlank() ? used : line + 1;
        }
        return used;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String svg() {
        double first = frames.get(0).second();
        double total = frames.get(frames.size() - 1).second() - first + LAST_FRAME;
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="datastorm run">
                <style>
                text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #d6deeb;
                  white-space: pre }
                .b { font-weight: bold } .d { fill: #7c8ba1 } .r { fill: #ff6b6b } .c { fill: #56c8d8 }
                .f { visibility: hidden; animation: 0s linear infinite }
                """.formatted(32 + columns * CHAR_WIDTH, 36 + usedRows() * LINE_HEIGHT));
        for (int i = 0; i < frames.size(); i++) {
            double from = 100 * (frames.get(i).second() - first) / total;
            double to = i + 1 < frames.size() ? 100 * (frames.get(i + 1).second() - first) / total : 100;
            svg.append(String.format(
                    Locale.ROOT,
                    "@keyframes k%d { 0%% { visibility: hidden } %.3f%% { visibility: visible } "
                            + "%.3f%% { visibility: hidden } }%n",
                    i, from, to));
            svg.append(String.format(
                    Locale.ROOT, ".k%d { animation: k%d %.2fs step-end infinite }%n", i, i, total));
        }
        svg.append("</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#101726\"/>\n");
        for (int i = 0; i < frames.size(); i++) {
            boolean last = i + 1 == frames.size();
            svg.append("<g class=\"%s k%d\">%n%s</g>%n".formatted(last ? "" : "f", i, frames.get(i).svg()));
        }
        return svg.append("</svg>\n").toString();
    }
}
