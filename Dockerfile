FROM node:24-slim AS pages
WORKDIR /app
RUN apt-get update && apt-get install --yes --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
COPY frontend frontend
COPY scripts scripts
RUN python3 scripts/build_frontend.py

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /app
RUN apt-get update && apt-get install --yes --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation && rm -rf /var/lib/apt/lists/*
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/base.txt
COPY . .
COPY --from=pages /app/bestvalue/ui/static/ui bestvalue/ui/static/ui
RUN mkdir -p var/files var/anchors \
    && DATABASE_URL=postgres://nobody@localhost/none python manage.py collectstatic --noinput \
    && chown -R nobody var
USER nobody
EXPOSE 8000
ENV WEB_HOST=0.0.0.0
CMD ["honcho", "start", "web"]
