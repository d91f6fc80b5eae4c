import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    width: sidebarConfig.drawerWidthClosed,
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 22,
    color: '#fff',
    fontSize: '1.15rem',
    fontWeight: 600,
    letterSpacing: '0.01em',
  },
});

const Mark = () => (
  <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
    <rect x="4" y="6" width="24" height="5" rx="1.5" fill="#f4b740" />
    <rect x="4" y="14" width="16" height="5" rx="1.5" fill="#f5f6f8" />
    <rect
      x="4"
      y="22"
      width="11"
      height="5"
      rx="1.5"
      fill="#f5f6f8"
      opacity="0.55"
    />
    <circle cx="25" cy="24" r="3.5" fill="#34c38f" />
  </svg>
);

export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <Mark />
        {isOpen && <span>Callboard</span>}
      </Link>
    </div>
  );
};
