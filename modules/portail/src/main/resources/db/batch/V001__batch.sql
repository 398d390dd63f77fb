-- Le schéma du registre des traitements ; le serveur y crée ses tables lui-même (deploy, docs/exploitation.md).
comment on schema batch is 'Registre Jakarta Batch';
