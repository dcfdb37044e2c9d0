# The worker's image: docker build -t pollux .
#
# Needs nothing but this folder, the two images below and Maven Central. The JVM, the libraries, the jar and the
# ahead-of-time cache are a layer each, so that a change of the source leaves the larger ones as they are. Of the base
# there is nothing but what the JVM and native libraries of plug-ins are linked to: no shell, no package manager.

ARG JDK_IMAGE=maven:3.9-eclipse-temurin-25
ARG BASE_IMAGE=debian:trixie-slim

# --- The JVM: all of Java SE, so that a plug-in lacks nothing, and what Kafka's client, Netty and the metrics look for by name:
# Kerberos, DNS, socket options, flight recorder, management. The options are defaults; JAVA_TOOL_OPTIONS overrides them.
# Half of the memory is for the heap: classes, compilers, compiled code and native buffers take up to 190 MB beside it.
# Out of memory means the end, and not with 3 (ExitOnOutOfMemoryError), which says "fenced": a crash without a core file ends with 1.
# The JVM's report of a crash goes nowhere: it holds the command line and parts of memory, and without a writable folder the
# JVM would write all of it into the log.
# Compilers that wait five times longer leave a start the processor: with the cache they know at once what will be busy.
# The native libraries of the compressions are on disk, so that none has to be unpacked into a writable folder.
# What talks to a display or to a sound card has neither here, nor the libraries for it.
FROM ${JDK_IMAGE} AS jre
RUN jlink --output /opt/jre --no-header-files --no-man-pages --compress zip-6 \
    --exclude-files "**/libawt_xawt.so,**/libsplashscreen.so,**/libjawt.so,**/libjsound.so" \
    --add-modules java.se,jdk.jfr,jdk.management,jdk.management.agent,jdk.management.jfr,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs \
    --add-options "-XX:MaxRAMPercentage=50 -XX:+CrashOnOutOfMemoryError -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null -XX:-UsePerfData -XX:CompileThresholdScaling=5 -Djava.library.path=/opt/pollux/native -Dorg.xerial.snappy.lib.path=/opt/pollux/native"

# --- The jar. What Maven downloads depends on pom.xml alone and is a layer of its own; the class that stands in for the source
# makes Maven fetch the compiler's plug-ins as well.
FROM ${JDK_IMAGE} AS build
ENV MAVEN_ARGS="-q -B -ntp -Dmaven.repo.local=/maven"
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
RUN mkdir -p src/main/java/none \
    && echo 'package none; final class StandIn {}' > src/main/java/none/StandIn.java \
    && mvn package exec:help -DskipTests \
    && rm -r src target
COPY src src
RUN mvn package -DskipTests

# The layout of the image. The compressions' jars hold native libraries for all systems: this one's go into a folder, the
# others away. The JVM compares the jars' times of change with those in the cache (JDK-8377932), and the builder takes a layer
# of an earlier build where only they differ: so they are the same in every build.
RUN mkdir -p /opt/pollux/native \
    && cp -r target/lib target/pollux.jar /opt/pollux/ \
    && machine=$(uname -m) \
    && jvm=$(echo "$machine" | sed s/x86_64/amd64/) \
    && for library in zstd-jni snappy-java lz4-java; do \
        rm -rf /tmp/unpacked && mkdir /tmp/unpacked && cd /tmp/unpacked \
        && jar -xf /opt/pollux/lib/$library-*.jar \
        && find . \( -path "*/[Ll]inux/$machine/*.so" -o -path "*/[Ll]inux/$jvm/*.so" \) -exec mv {} /opt/pollux/native/ \; \
        && find . \( -name "*.so" -o -name "*.dll" -o -name "*.dylib" -o -name "*.jnilib" -o -name "*.a" \) -delete \
        && jar --create --file /opt/pollux/lib/$library-*.jar --manifest META-INF/MANIFEST.MF --date=2026-01-01T00:00:00Z . \
        || exit 1; \
    done \
    && rm -r /tmp/unpacked \
    && test "$(ls /opt/pollux/native | wc -l)" = 3 \
    && find /opt/pollux -exec touch -d 2026-01-01T00:00:00Z {} +

# --- The ahead-of-time cache (JEP 483, 514, 515), from a training run of this very jar on this very JVM.
FROM build AS train
COPY --from=jre /opt/jre /opt/jre
RUN mvn -o exec:exec@train \
    -Dtrain.java=/opt/jre/bin/java -Dtrain.jar=/opt/pollux/pollux.jar -Dtrain.cache=/opt/pollux/pollux.aot

# --- What there is of the base: the C and C++ libraries, whose packages are noted where scanners for vulnerabilities look, and
# the user, whom Java looks up by name. Jars that are mounted at /plugins are found with handler.java.plugins: /plugins.
FROM ${BASE_IMAGE} AS base
RUN mkdir -p /root-fs/etc /root-fs/usr/lib /root-fs/var/lib/dpkg/status.d /root-fs/plugins \
    && mkdir -m 1777 /root-fs/tmp \
    && for link in /lib /lib64; do test ! -L $link || { mkdir -p /root-fs/usr$link && cp -d $link /root-fs/; }; done \
    && for package in libc6 libgcc-s1 libstdc++6 zlib1g; do \
        dpkg -L $package | grep -E '/lib.*\.so(\.[0-9.]+)?$' | grep -v -e gconv -e audit | xargs cp -d --parents -t /root-fs \
        && dpkg -s $package > /root-fs/var/lib/dpkg/status.d/$package \
        || exit 1; \
    done \
    && cp -L /etc/os-release /root-fs/etc/ \
    && echo 'hosts: files dns' > /root-fs/etc/nsswitch.conf \
    && echo 'pollux:x:65532:65532::/nonexistent:/nonexistent' > /root-fs/etc/passwd \
    && echo 'pollux:x:65532:' > /root-fs/etc/group

# --- The image.
FROM scratch

COPY --from=base /root-fs /
COPY --from=jre /opt/jre /opt/jre
COPY --from=build /opt/pollux/native /opt/pollux/native
COPY --from=build /opt/pollux/lib /opt/pollux/lib
COPY --from=build /opt/pollux/pollux.jar /opt/pollux/pollux.jar
COPY --from=train /opt/pollux/pollux.aot /opt/pollux/pollux.aot

# By number, so that Kubernetes can tell that it is not root.
USER 65532:65532
WORKDIR /opt/pollux
# File names and standard output in UTF-8.
ENV LANG=C.UTF-8

# A JVM that cannot use the cache goes without and says nothing: here it has to.
RUN ["/opt/jre/bin/java", "-XX:AOTMode=on", "-XX:AOTCache=/opt/pollux/pollux.aot", "-jar", "/opt/pollux/pollux.jar", "--version"]

# OCI's labels; what only the builder knows comes by --build-arg.
ARG BASE_IMAGE
ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Pollux" \
    org.opencontainers.image.description="A Kafka consumer worker for Kubernetes" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.base.name="${BASE_IMAGE}" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.created="${CREATED}" \
    org.opencontainers.image.source="${SOURCE}"

EXPOSE 8080

# No shell in between: SIGTERM reaches the JVM, which drains and commits.
ENTRYPOINT ["/opt/jre/bin/java", "-XX:AOTCache=/opt/pollux/pollux.aot", "-jar", "/opt/pollux/pollux.jar"]
CMD ["run"]
