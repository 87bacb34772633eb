// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes an image of one layer from files of this machine, without any registry: what {@code docker save} would write. */
final class ContainerImage {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final List<String> APPLETS =
            List.of("sh", "cat", "dirname", "env", "head", "readlink", "sed", "sleep", "wget");

    private final Path root;

    /** @param scratch an empty directory */
    ContainerImage(Path scratch) throws IOException {
        root = Files.createDirectories(scratch.resolve("root"));
        for (String directory : List.of("bin", "usr", "tmp", "srv", "etc")) {
            Files.createDirectories(root.resolve(directory));
        }
        Files.createSymbolicLink(root.resolve("usr/bin"), Path.of("../bin"));
        program(Path.of("/bin/busybox"), "/bin/busybox");
        for (String applet : APPLETS) {
            Files.createSymbolicLink(root.resolve("bin/" + applet), Path.of("busybox"));
        }
    }

    /** A file with the libraries that it needs, or a directory. */
    ContainerImage program(Path source, String target) throws IOException {
        Path file = root.resolve(target.substring(1));
        Files.createDirectories(file.getParent());
        Programs.run("cp", "-aL", source.toString(), file.toString());
        if (Files.isRegularFile(source)) {
            libraries(source);
        }
        return this;
    }

    ContainerImage without(String... targets) {
        for (String target : targets) {
            Programs.run("rm", "-rf", root.resolve(target.substring(1)).toString());
        }
        return this;
    }

    ContainerImage file(String target, String text) throws IOException {
        Path file = root.resolve(target.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** A static program has none, and ldd says so by failing. */
    ContainerImage libraries(Path source) throws IOException {
        String needed = Programs.run("sh", "-c", "ldd \"$0\" 2>/dev/null || true", source.toString());
        Matcher library = LIBRARY.matcher(needed);
        while (library.find()) {
            Path file = Path.of(library.group(1)).normalize();
            if (!Files.exists(root.resolve(file.toString().substring(1)), LinkOption.NOFOLLOW_LINKS)) {
                program(file, file.toString());
            }
        }
        return this;
    }

    /** @param name with tag */
    Path write(String name, List<String> entrypoint, Map<String, String> environment) throws IOException {
        Path out = Files.createDirectories(root.resolveSibling("image"));
        Path layer = out.resolve("layer.tar");
        Programs.run("tar", "--owner=0", "--group=0", "-C", root.toString(), "-cf", layer.toString(), ".");
        var json = new ObjectMapper();
        json.writeValue(
                out.resolve("config.json").toFile(),
                Map.of(
                        "architecture",
                        System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64",
                        "os",
                        "linux",
                        "config",
                        Map.of(
                                "Entrypoint",
                                entrypoint,
                                "Env",
                                environment.entrySet().stream()
                                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                                        .toList()),
                        "rootfs",
                        Map.of("type", "layers", "diff_ids", List.of("sha256:" + sha256(layer)))));
        json.writeValue(
                out.resolve("manifest.json").toFile(),
                List.of(Map.of("Config", "config.json", "RepoTags", List.of(name), "Layers", List.of("layer.tar"))));
        Path image = root.resolveSibling("image.tar");
        Programs.run("tar", "-C", out.toString(), "-cf", image.toString(), "manifest.json", "config.json", "layer.tar");
        return image;
    }

    private static String sha256(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
