package io.datastorm.generator.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that a person gave. */
public final class InputFile {
    /** Nobody writes more than 3 MB by hand: a larger file is the wrong file. */
    public static final long MAX_BYTES = 3_000_000;

    /** Some editors write it at the beginning. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private InputFile() {}

    /**
     * The text of the file, without a byte order mark.
     *
     * @throws InvalidInput if it is missing, a directory, unreadable, too large or not UTF-8
     */
    public static String read(Path file) {
        byte[] bytes = bytes(file, MAX_BYTES);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidInput(file.toString(), "is not valid UTF-8; save it as UTF-8");
        }
    }

    /**
     * All bytes of the file.
     *
     * @param most of them
     * @throws InvalidInput if it is missing, a directory, unreadable or too large
     */
    public static byte[] bytes(Path file, long most) {
        String where = file.toString();
        try {
            require(file);
            if (Files.size(file) > most) {
                throw new InvalidInput(where, "has %,d bytes; at most %,d are read".formatted(Files.size(file), most));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidInput(where, "could not be read: " + e.getMessage());
        }
    }

    /**
     * Tells whether there is a file.
     *
     * @throws InvalidInput if it is missing, or a directory
     */
    public static void require(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidInput(file.toString(), "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput(file.toString(), "is not a regular file");
        }
    }
}
