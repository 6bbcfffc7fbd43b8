package afb4j.client.json1;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/// One connection of a [PlayedBinder]: frames by hand, as RFC 6455 has them.
final class PlayedWire {

    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int RESERVED = 0x3;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xa;
    private static final int FIN = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final List<String> received;

    PlayedWire(Socket socket, List<String> received) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.received = received;
    }

    /// Plays until somebody hangs up.
    void play() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean isInParts = false;
        while (true) {
            int head = in.readUnsignedByte();
            byte[] payload = payload();
            switch (head & 0xf) {
                case PONG -> received.add("pong");
                case CLOSE -> {
                    received.add("close " + ((payload[0] & 0xff) << Byte.SIZE | (payload[1] & 0xff)));
                    frame(FIN | CLOSE, new byte[0]);
                    return;
                }
                default -> {
                    message.writeBytes(payload);
                    boolean isLast = (head & FIN) != 0;
                    if (isLast) {
                        String text = message.toString(UTF_8);
                        message.reset();
                        received.add(isInParts ? text.substring(0, 10) + " in parts" : text);
                        react(PlayedBinder.items(text));
                    }
                    isInParts = !isLast;
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        if ((second & FIN) == 0) {
            throw new IllegalStateException("a frame of a client that is not masked");
        }
        int length = second & LENGTH_64;
        long bytes = length == LENGTH_16 ? in.readUnsignedShort() : length == LENGTH_64 ? in.readLong() : length;
        byte[] mask = in.readNBytes(Integer.BYTES);
        byte[] payload = in.readNBytes((int) bytes);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return payload;
    }

    private void react(List<Json> items) throws IOException {
        if (items.getFirst().asInt() != 2) {
            return;
        }
        String procedure = items.get(2).asText();
        Json argument = items.get(3);
        Json id = items.get(1);
        switch (procedure.substring(procedure.indexOf('/') + 1)) {
            case "echo" -> reply(id, argument);
            case "fail" -> text("[4," + id + "," + envelope("no-item", -13, Json.NULL) + "]");
            case "event" -> {
                text("[5," + argument + ",{\"jtype\":\"afb-event\",\"event\":" + argument + ",\"data\":{\"n\":1}}]");
                reply(id, Json.NULL);
            }
            case "ask" -> {
                text("[2,\"q\",\"of/client\",7]");
                reply(id, Json.NULL);
            }
            case "leave" -> frame(FIN | CLOSE, new byte[] {0x03, (byte) 0xe9, 'b', 'y', 'e'});
            case "cut" -> socket.close();
            case "last" -> {
                reply(id, argument);
                socket.close();
            }
            case "parts" -> parts(id);
            case "long" -> reply(id, Json.of("z".repeat(argument.asInt())));
            case "binary" -> frame(FIN | BINARY, new byte[] {1});
            case "garbled" -> frame(FIN | TEXT, new byte[] {'[', (byte) 0xff});
            case "reserved" -> frame(FIN | RESERVED, new byte[0]);
            default -> {
                // never
            }
        }
    }

    private void parts(Json id) throws IOException {
        byte[] all = ("[3," + id + "," + envelope("success", 0, Json.of("é")) + "]").getBytes(UTF_8);
        int cut = all.length - 4; // between the bytes of a character
        frame(TEXT, Arrays.copyOf(all, 1));
        frame(FIN | PING, new byte[] {7});
        frame(0, Arrays.copyOfRange(all, 1, cut));
        frame(FIN, Arrays.copyOfRange(all, cut, all.length));
    }

    private void reply(Json id, Json response) throws IOException {
        text("[3," + id + "," + envelope("success", 0, response) + "]");
    }

    private static String envelope(String status, int code, Json response) {
        return "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"" + status + "\",\"code\":" + code + "}"
                + (response.isNull() ? "}" : ",\"response\":" + response + "}");
    }

    private void text(String text) throws IOException {
        frame(FIN | TEXT, text.getBytes(UTF_8));
    }

    private void frame(int head, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length < LENGTH_16) {
            frame.write(payload.length);
        } else {
            frame.write(LENGTH_64);
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.writeBytes(payload);
        out.write(frame.toByteArray());
    }
}
