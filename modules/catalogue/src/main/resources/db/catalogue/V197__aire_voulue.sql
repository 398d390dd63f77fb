-- Pour qui un brouillon sera publié : sa région si rien ne le dit, toutes les collectivités, ou les départements, intercommunalités et
-- employeurs choisis.
alter table catalogue.session add column aire_voulue text
  constraint ck_session_aire_voulue check (aire_voulue ~ '^(N|(D:[0-9AB]{2,3}|E:[0-9]{9}|C:[0-9]{1,18})( (D:[0-9AB]{2,3}|E:[0-9]{9}|C:[0-9]{1,18}))*)$');
update catalogue.session set aire_voulue = 'N' where nationale and etat = 'BROUILLON';
alter table catalogue.session drop column nationale;
comment on column catalogue.session.aire_voulue is 'Les clés d''aire choisies, séparées d''une espace ; nul : la région de qui organise. Publiée, son aire est dans aire_recrutement';
