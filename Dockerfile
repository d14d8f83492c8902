# The App: docs/operate.md. Nothing is compiled here; dist/ is committed.
FROM node:24-slim
WORKDIR /app
RUN echo '{"private":true}' > package.json \
  && npm install --no-audit --no-fund probot@14.3.2 pg-boss@12.38.0 @electric-sql/pglite@0.5.16 prom-client@15.1.3
COPY package.json app.yml app.reader.yml ./
COPY dist ./dist
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CASEWRIGHT_DATA=/data
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/cli.js", "serve"]
