# One server, which listens on port 3000 of its container:
#   docker build -t lossglass .
#   docker run -e LOSSGLASS_TOKEN=… -p 127.0.0.1:3000:3000 -v lossglass:/lossglass/data lossglass
# compose.yaml starts two of them on PostgreSQL behind a proxy.
FROM node:22-slim
WORKDIR /lossglass
RUN mkdir data && chown -R node:node /lossglass
USER node
ENV NEXT_TELEMETRY_DISABLED=1
# Packages change less often than what is built of them: their layer is kept.
COPY --chown=node:node package.json package-lock.json ./
COPY --chown=node:node scripts/setup.mjs scripts/
RUN node -e "import('./scripts/setup.mjs').then((it) => it.install())"
COPY --chown=node:node . .
RUN node -e "import('./scripts/setup.mjs').then((it) => it.setUp())"
ENV LOSSGLASS_HOST=0.0.0.0
EXPOSE 3000
# Node itself, so that it hears that it is to end.
CMD ["node", "--max-semi-space-size=4", "scripts/start.mjs", "--no-demo"]
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health', { headers: { authorization: 'Bearer ' + process.env.LOSSGLASS_TOKEN } }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
